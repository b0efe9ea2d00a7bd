// @ts-check
// Records -> the context of the first page: the one thing to do now, and where the next event stands.

import { door, eventAtDoor, nextEvent, realConversations } from '../domain/event.js';
import { ALLOWED_MINUTES, isLate, isSnoozed, isWarm, percentLeft } from '../domain/follow_up.js';
import {
  headingDate,
  later,
  localDate,
  localTime,
  nextDay,
  remaining,
  remainingText,
} from '../domain/moment.js';
import { nextAct, STAGES, stages } from '../domain/stage.js';
import { oneLine } from '../domain/text.js';
import { actUrl } from './event_form.js';
import { scoreText } from './event_verdict.js';
import { titleOf, whenText } from './events.js';
import { called, dueText, thankedName, UNKNOWN } from './follow_ups.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {Record<string, any>} Context
 * @typedef {{display_name: string, events: StoredRecord[], open: StoredRecord[], met: StoredRecord[],
 *   contacts: Record<string, StoredRecord>, encounters: Record<string, StoredRecord>,
 *   focus: StoredRecord | null, done: import('../domain/stage.js').Done,
 *   unfinished: [StoredRecord, string][]}} Found
 */

const SHOWN = 3;
const MORNING = '04:00';
const NOON = '11:00';
const EVENING = '18:00';
const TALKED = ['looking_for', 'challenge', 'business', 'focus', 'note'];

/**
 * Promise the context of today/show.html.
 *
 * found: display_name, events (all), open (follow-ups by deadline), contacts and encounters of
 * the open ones by id; focus (the event whose stages are shown, or null), done (for them) and met (its
 * encounters); unfinished (other events, each with the act that waits there).
 * @param {Found} found
 * @param {Here} here
 * @returns {Context}
 */
export function showContext(found, here) {
  const today = localDate(here.now, here.time_zone);
  const coming = nextEvent(found.events, here.now);
  return {
    page_title: here.t('today.title'),
    tab: 'today',
    heading: headingDate(today, here.locale, here.t),
    greeting: greeting(found.display_name, here),
    ...hero(found, coming, here),
    has_steps: found.focus !== null,
    steps: found.focus ? steps(found.focus, found, here) : [],
    unfinished: found.unfinished.map(([event, act]) => unfinished(event, act, here)),
  };
}

/**
 * Promise the open follow-ups as they are shown: those in time first, then the late ones.
 * @param {StoredRecord[]} follow_ups
 * @param {string} now
 */
export function firstToThank(follow_ups, now) {
  const place = (/** @type {StoredRecord} */ each) =>
    2 * Number(isSnoozed(each, now)) + Number(isLate(each.due_at, now));
  return [...follow_ups].sort((one, other) => place(one) - place(other));
}

/** @param {string} display_name @param {Here} here */
function greeting(display_name, here) {
  const time = localTime(here.now, here.time_zone);
  const day = time >= NOON && time < EVENING ? 'day' : 'evening';
  const part = time >= MORNING && time < NOON ? 'morning' : day;
  const [name] = oneLine(display_name).split(' ');
  return name ? here.t(`today.greeting_${part}`, { name }) : '';
}

/** The one thing to do: the open door, thanks, the door of later today, or an event to enter. @param {Found} found @param {StoredRecord | null} coming @param {Here} here */
function hero(found, coming, here) {
  const atDoor = eventAtDoor(found.events, here.now);
  const waiting = found.open;
  if (atDoor && (waiting.length === 0 || door(atDoor, here.now) === 'open')) {
    return { ...noHero(), ...venue(atDoor, waiting.length, here) };
  }
  if (waiting.length > 0) return { ...noHero(), ...thanks(waiting, found, here) };
  if (coming) return noHero();
  const word = found.events.length > 0 ? 'again' : 'first';
  return { ...noHero(), hero: word, hero_title: here.t(`today.${word}_event`) };
}

/** @returns {Context} */
function noHero() {
  return {
    ...{ hero: '', hero_title: '', hero_text: '', hero_url: '', hero_action: '' },
    ...{ due_text: '', due_at: '', thanks_line: '', percent: 0, people: [] },
    ...{ is_late: false, is_warm: false },
  };
}

/** @param {StoredRecord} event @param {number} waiting @param {Here} here */
function venue(event, waiting, here) {
  return {
    hero: 'venue',
    hero_title: titleOf(event, here),
    hero_text: joined(whenText(event, here), event.venue),
    hero_url: `/events/${event.id}/venue`,
    hero_action: here.t('today.enter_venue'),
    thanks_line: waiting > 0 ? here.t('today.still_to_thank', { n: waiting }) : '',
  };
}

/** @param {StoredRecord[]} follow_ups @param {Found} found @param {Here} here */
function thanks(follow_ups, found, here) {
  const ordered = firstToThank(follow_ups, here.now);
  const [first] = ordered;
  const late = isLate(first.due_at, here.now);
  const card = found.contacts[first.contact_id] ?? UNKNOWN;
  const name = called(card, thankedName(card, first, here), here);
  const left = remainingText(remaining(first.due_at, here.now), here.t);
  return {
    hero: 'thanks',
    hero_title: whomToThank(ordered, here),
    hero_text: whereMet(first, found, here),
    hero_url: `/follow-ups/${first.id}`,
    hero_action: here.t('today.start_with', { name }),
    due_text: late ? here.t('follow_ups.late') : left,
    due_at: late ? '' : first.due_at,
    percent: percentLeft(first.due_at, here.now),
    is_late: late,
    is_warm: isWarm(first.due_at, here.now),
    people: ordered.slice(0, SHOWN).map((each) => person(each, found, here)),
  };
}

/** @param {StoredRecord[]} follow_ups @param {Here} here */
function whomToThank(follow_ups, here) {
  const today = localDate(here.now, here.time_zone);
  /** @type {Record<string, string>} */
  const named = { [today]: 'today.thank_today', [nextDay(today, -1)]: 'today.thank_yesterday' };
  const days = new Set(follow_ups.map((each) => metOn(each, here)));
  const key = days.size === 1 ? named[[...days][0]] : '';
  return here.t(key || 'today.thank', { n: follow_ups.length });
}

/** @param {StoredRecord} follow_up @param {Here} here */
function metOn({ due_at }, here) {
  return due_at ? localDate(later(due_at, -ALLOWED_MINUTES), here.time_zone) : '';
}

/** 製造業DX交流会・20:30 まで. @param {StoredRecord} follow_up @param {Found} found @param {Here} here */
function whereMet(follow_up, found, here) {
  const talk = found.encounters[follow_up.encounter_id];
  const event = talk && found.events.find((each) => each.id === talk.event_id);
  const until = isLate(follow_up.due_at, here.now) ? '' : dueText(follow_up, here);
  return joined(event?.title ?? '', until);
}

/** @param {StoredRecord} follow_up @param {Found} found @param {Here} here */
function person(follow_up, found, here) {
  const card = found.contacts[follow_up.contact_id] ?? UNKNOWN;
  const talk = found.encounters[follow_up.encounter_id];
  const field = TALKED.find((name) => talk?.[name]);
  return {
    name: called(card, thankedName(card, follow_up, here), here),
    talk: (field && oneLine(talk[field])) || here.t('today.no_note'),
  };
}

/** @param {StoredRecord} event @param {Found} found @param {Here} here */
function steps(event, { met, done }, here) {
  const act = nextAct(event, done, here.now);
  /** @type {Record<string, string>} */
  const texts = {
    choose: choose(event, met, here),
    prepare: prepare(event, done, here),
    meet: meet(event, met, here),
    connect: connect(event, done.waiting, here),
    review: here.t('today.look_back'),
  };
  return stages(event, done, here.now).map((state, n) => ({
    state,
    title: here.t(`today.${STAGES[n]}`),
    text: texts[STAGES[n]],
    url: state === 'now' ? actUrl(event, act) : '',
    action: state === 'now' ? here.t(`today.act.${act}`) : '',
  }));
}

/** @param {StoredRecord} event @param {string} act @param {Here} here */
function unfinished(event, act, here) {
  return {
    url: actUrl(event, act),
    text: joined(titleOf(event, here), here.t(`today.act.${act}`)),
  };
}

/** @param {StoredRecord} event @param {StoredRecord[]} met @param {Here} here */
function choose(event, met, here) {
  // Whoever was there has decided, said or not.
  const isSilent = event.decision === '' && met.length > 0;
  const decision = isSilent ? '' : here.t(`events.decision.${event.decision || 'none'}`);
  return joined(titleOf(event, here), decision, scoreText(event, here));
}

/** @param {StoredRecord} event @param {import('../domain/stage.js').Done} done @param {Here} here */
function prepare(event, { goals }, here) {
  const who = oneLine(event.who_to_meet);
  const text = who ? here.t('today.who_to_meet', { text: who }) : here.t('today.nobody_to_meet');
  return joined(text, goals > 0 ? here.t('today.goals', { n: goals }) : '');
}

/** @param {StoredRecord} event @param {StoredRecord[]} met @param {Here} here */
function meet(event, met, here) {
  if (met.length > 0) return here.t('today.talked_with', { n: realConversations(met) });
  return joined(whenText(event, here), event.venue);
}

/** @param {StoredRecord} event @param {number} waiting @param {Here} here */
function connect(event, waiting, here) {
  if (waiting > 0) return here.t('today.still_to_thank', { n: waiting });
  if (!event.ends_at) return here.t('today.thank_within_a_day');
  return here.t('today.thank_by', { time: localTime(event.ends_at, event.time_zone) });
}

/** @param {...string} parts */
function joined(...parts) {
  return parts.filter((part) => part !== '').join('・');
}
