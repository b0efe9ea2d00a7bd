// @ts-check
// Records -> the context of the page that prepares for one event. Goals and attendees are beside it.

import { door } from '../domain/event.js';
import { begun, letters, missing, PARTS, spokenSeconds, verdict } from '../domain/introduction.js';
import { momentText } from '../domain/moment.js';
import { isQuiet } from '../domain/preference.js';
import { done, FACTS } from '../domain/ready.js';
import { canonicalJson, oneLine } from '../domain/text.js';
import { addContext, listContext, rowsContext } from './attendees.js';
import { groups, titleOf, whenText } from './events.js';
import { formContext, goalsContext } from './goals.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {Record<string, any>} Context
 */

export const THANKS = ['thanks_subject', 'thanks_opening', 'thanks_closing'];
export const TRIES = 5;
/** What a button on the page can ask the device for. */
const ASKED = ['installed', 'storage', 'camera', 'notifications'];

/**
 * Promise the context of preparations/show.html.
 *
 * around: goals, encounters, contacts (by id), script and latest (records or null), rehearsals,
 * attendees, organizer (or null), events for the list pane, preference; ids: goal, rehearsal,
 * attendee, list, and proposals; asked: query, page.
 * @param {StoredRecord} event
 * @param {StoredRecord} around
 * @param {StoredRecord} ids
 * @param {{query: string, page: number}} asked
 * @param {Here} here
 * @returns {Context}
 */
export function showContext(event, around, ids, asked, here) {
  const listed = around.attendees;
  const quiet = isQuiet(around.preference);
  return {
    page_title: here.t('preparations.title'),
    tab: 'events',
    event_id: event.id,
    event_url: `/events/${event.id}`,
    event_title: titleOf(event, here),
    when_text: whenText(event, here),
    is_open: door(event, here.now) !== '',
    is_quiet: quiet,
    has_purpose: Boolean(event.who_to_meet || event.what_to_gain),
    purpose_text: purpose(event),
    ...goalsContext(event, { ...around, quiet, proposal_ids: ids.proposals }, here),
    ...formContext(event, ids.goal, {}, here),
    ...introductionContext(event, around.script, around.latest, here),
    ...rehearsalsContext(event, around.rehearsals, ids.rehearsal, here),
    ...rowsContext(event, listed, asked, here),
    ...addContext(event, ids.attendee, {}, here),
    ...listContext(event, listed, { list_id: ids.list }, here),
    ...openerContext(event, around.organizer, here),
    ...thanksContext(event, here),
    ...readyContext(around, here),
    preference_revision: around.preference.revision ?? 0,
    is_empty: around.events.length === 0,
    ...groups(around.events, event.id, here),
  };
}

/**
 * Promise the context of preparations/_introduction.html: what was written, or what to begin with.
 * @param {StoredRecord} event
 * @param {StoredRecord | null} script
 * @param {StoredRecord | null} latest
 * @param {Here} here
 * @returns {Context}
 */
export function introductionContext(event, script, latest, here) {
  const first = begun(event, latest, here.t);
  /** @type {Record<string, string>} */
  const parts = script ? Object.fromEntries(PARTS.map((part) => [part, script[part]])) : first;
  const saved = script ?? { revision: 0, ...parts };
  const isBegun = script === null && latest !== null;
  return {
    introduction_url: `/events/${event.id}/introduction-script`,
    ...parts,
    begun_text: isBegun ? here.t('preparations.begun_from_last') : '',
    third_part: parts.whom_to_meet ? '' : first.whom_to_meet,
    ...introductionState(saved, script ? canonicalJson(parts) : '{}', null, here),
  };
}

/**
 * Promise the context of preparations/_introduction_state.html: what the form is compared with, how
 * long it takes to say, what is missing.
 *
 * errors: null before anything was saved; {} when it was; else field -> key.
 * @param {StoredRecord} script
 * @param {string} rendered
 * @param {Record<string, string> | null} errors
 * @param {Here} here
 * @returns {Context}
 */
export function introductionState(script, rendered, errors, here) {
  const seconds = spokenSeconds(script);
  const empty = missing(script);
  const found = empty.length === PARTS.length ? '' : verdict(seconds);
  const parts = empty
    .map((part) => here.t(`preparations.${part}`))
    .join(here.locale === 'ja' ? '、' : ', ');
  return {
    script_revision: script.revision,
    script_rendered: rendered,
    spoken_text: here.t('preparations.spoken', { n: letters(script), s: seconds }),
    verdict: found,
    verdict_text: found ? here.t(`preparations.verdict.${found}`) : '',
    missing_text: empty.length > 0 ? here.t('preparations.missing', { parts }) : '',
    is_complete: empty.length === 0,
    introduction_saved: isSaved(errors) ? here.t('preparations.saved') : '',
    introduction_error: wrongText(errors, here),
  };
}

/**
 * Promise the context of preparations/_rehearsals.html: how often it was practised, and the last tries.
 * @param {StoredRecord} event
 * @param {StoredRecord[]} rehearsals
 * @param {string} rehearsal_id
 * @param {Here} here
 * @returns {Context}
 */
export function rehearsalsContext(event, rehearsals, rehearsal_id, here) {
  return {
    rehearsal_id,
    rehearsal_url: `/events/${event.id}/rehearsals`,
    has_rehearsals: rehearsals.length > 0,
    practised_text: rehearsals.length > 0 ? practised(rehearsals, here) : '',
    tries: rehearsals.slice(0, TRIES).map((each) => ({
      id: each.id,
      seconds_text: here.t('preparations.seconds', { n: each.seconds ?? 0 }),
      verdict_text: here.t(`preparations.verdict.${verdict(each.seconds ?? 0)}`),
      when_text: moment(each.rehearsed_at, here),
    })),
  };
}

/**
 * Promise what to say to people and to the organiser, with the purpose in it (R46, R47).
 * @param {StoredRecord} event
 * @param {StoredRecord | null} organizer
 * @param {Here} here
 * @returns {Context}
 */
export function openerContext(event, organizer, here) {
  const who = oneLine(event.who_to_meet);
  const name = organizer?.name ?? '';
  return {
    opener_text: who ? here.t('events.opener_two', { who }) : here.t('events.opener_two_plain'),
    organizer_text: name ? here.t('preparations.organizer', { name }) : '',
    organizer_url: organizer && name ? `/organizers/${organizer.id}` : '',
  };
}

/**
 * Promise the context of preparations/_thanks.html: what was written beforehand, or an example.
 * @param {StoredRecord} event
 * @param {Here} here
 * @returns {Context}
 */
export function thanksContext(event, here) {
  const title = titleOf(event, here);
  const written = Object.fromEntries(THANKS.map((field) => [field, event[field]]));
  const example = Object.fromEntries(
    THANKS.map((field) => [field, here.t(`preparations.example.${field}`, { title })]),
  );
  const isWritten = Object.values(written).some((text) => text !== '');
  const rendered = isWritten ? canonicalJson(written) : '{}';
  return {
    thanks_url: `/events/${event.id}/thanks`,
    ...(isWritten ? written : example),
    is_example: !isWritten,
    ...thanksState(event.revision, rendered, null, here),
  };
}

/**
 * Promise the context of preparations/_thanks_state.html; errors as in introductionState.
 * @param {number} revision
 * @param {string} rendered
 * @param {Record<string, string> | null} errors
 * @param {Here} here
 * @returns {Context}
 */
export function thanksState(revision, rendered, errors, here) {
  return {
    thanks_revision: revision,
    thanks_rendered: rendered,
    thanks_saved: isSaved(errors) ? here.t('preparations.saved') : '',
    thanks_error: wrongText(errors, here),
  };
}

/**
 * Promise the context of preparations/_ready.html: what the records say; the device fills in the rest.
 * @param {StoredRecord} around
 * @param {Here} here
 * @returns {Context}
 */
export function readyContext(around, here) {
  const { goals, script, rehearsals, attendees } = around;
  const steps = Object.entries(done(goals, script, rehearsals, attendees));
  return {
    steps_done: steps.map(([name, is_done]) => ({
      is_done,
      words: here.t(`preparations.ready.${name}_${is_done ? 'done' : 'open'}`),
      url: `#${name}-title`,
      text: name === 'rehearsal' && rehearsals.length > 0 ? practised(rehearsals, here) : '',
    })),
    facts: FACTS.map((name) => ({
      name,
      label: here.t(`preparations.fact.${name}`),
      yes: here.t(`preparations.fact.${name}_yes`),
      no: here.t(`preparations.fact.${name}_no`),
      action: ASKED.includes(name) ? here.t(`preparations.fact.${name}_action`) : '',
    })),
    fact_count: FACTS.length,
  };
}

/** @param {StoredRecord[]} rehearsals @param {Here} here */
function practised(rehearsals, here) {
  const [last] = rehearsals;
  const when = moment(last.rehearsed_at, here);
  return here.t('preparations.practised', { n: rehearsals.length, s: last.seconds ?? 0, when });
}

/** @param {StoredRecord} event */
function purpose({ who_to_meet, what_to_gain }) {
  const parts = [oneLine(who_to_meet), oneLine(what_to_gain)];
  return parts.filter((part) => part !== '').join('／');
}

/** @param {Record<string, string> | null} errors */
function isSaved(errors) {
  return errors !== null && Object.keys(errors).length === 0;
}

/** @param {Record<string, string> | null} errors @param {Here} here */
function wrongText(errors, here) {
  const [wrong] = Object.values(errors ?? {});
  return wrong ? here.t(wrong) : '';
}

/** @param {string} at @param {Here} here */
function moment(at, { now, time_zone, locale, t }) {
  return momentText(at, now, time_zone, locale, t);
}
