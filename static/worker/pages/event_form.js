// @ts-check
// Records -> the contexts of an event's forms: the short one of a new event, and the parts of one that is kept.

import { webHref } from '../domain/contact.js';
import { door, isPast, MODES } from '../domain/event.js';
import { CHECKS, FORMATS, ORGANIZER_ANSWERS, SCORES } from '../domain/event_check.js';
import { PARTS, partText, printed } from '../domain/event_form.js';
import { nextAct, STAGES, stages } from '../domain/stage.js';
import { TARGET_CLASSES } from '../domain/target_class.js';
import { verdictContext } from './event_verdict.js';
import { groups, titleOf, whenText } from './events.js';
import { historyRows } from './organizers.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {Record<string, any>} Context
 * @typedef {{values?: Record<string, any>, errors?: Record<string, string>, organizer_name?: string}} Sent
 * @typedef {{id: string, organizer_id: string, organizers: StoredRecord[], events: StoredRecord[],
 *   is_read: boolean}} Asked
 * @typedef {{events: StoredRecord[], organizers: StoredRecord[], organizer: StoredRecord | null,
 *   history: StoredRecord[], figures: import('../domain/event_cost.js').Figure[], preference: StoredRecord,
 *   done: import('../domain/stage.js').Done, organizer_id: string}} Around
 */

/** The order in which the new form asks, and in which its summary names what is wrong. */
export const ASKED = [
  ...['title', 'held_on', 'starts_at', 'ends_at', 'venue', 'mode', 'organizer_name'],
  ...['fee_yen', 'url'],
];
/** @type {Record<string, string[]>} */
const CHOICES = {
  mode: MODES,
  ...Object.fromEntries(CHECKS.map((check) => [`check_${check}`, SCORES])),
  solicitation_risk: ['none', 'suspected', 'unknown'],
  was_solicited: ['no', 'yes'],
};
/** @type {Record<string, [string[], string]>} */
const LISTS = {
  target_classes: [TARGET_CLASSES, 'target_class'],
  attendee_classes: [TARGET_CLASSES, 'target_class'],
  formats: [FORMATS, 'format'],
  organizer_answers: [ORGANIZER_ANSWERS, 'organizer_answer'],
};

/**
 * Promise the context of events/new.html.
 *
 * event: empty but for its zone; sent: values (as printed), errors, organizer_name; asked: id,
 * organizer_id (for a new organizer), organizers, events, is_read (text was just read into the form).
 * @param {StoredRecord} event
 * @param {Sent} sent
 * @param {Asked} asked
 * @param {Here} here
 * @returns {Context}
 */
export function newContext(event, sent, asked, here) {
  /** @type {Record<string, any>} */
  const values = { ...printed(event), ...sent.values };
  const shown = ASKED.filter((field) => Object.hasOwn(values, field));
  return {
    page_title: here.t('events.new'),
    tab: 'events',
    id: asked.id,
    organizer_id: asked.organizer_id,
    event: Object.fromEntries(shown.map((field) => [field, values[field]])),
    organizer_name: sent.organizer_name ?? '',
    known_organizers: namesOf(asked.organizers),
    time_zone: event.time_zone,
    is_other_zone: event.time_zone !== here.time_zone,
    choices: { mode: choices('mode', MODES, values.mode, here) },
    read_text: readText(asked.is_read, sent, here),
    ...errorContext(sent.errors ?? {}, ASKED, here),
    is_empty: asked.events.length === 0,
    ...groups(asked.events, '', here),
  };
}

/**
 * Promise the context of events/show.html.
 *
 * around: events (all), organizers, organizer (or null), history (its events, newest first), figures (of
 * past events), preference, done (for the stages), organizer_id (for a new one).
 * @param {StoredRecord} event
 * @param {Around} around
 * @param {Here} here
 * @returns {Context}
 */
export function showContext(event, around, here) {
  const values = printed(event);
  const { organizer } = around;
  const others = around.history.filter((each) => each.id !== event.id);
  const history = historyRows(others, around.figures, here);
  const plain = Object.entries(values).filter(([field]) => !Object.hasOwn(LISTS, field));
  return {
    page_title: titleOf(event, here),
    tab: 'events',
    id: event.id,
    url: `/events/${event.id}`,
    event: Object.fromEntries(plain),
    when_text: whenText(event, here),
    site_url: event.url ? webHref(event.url) : '',
    is_past: isPast(event, here.now),
    is_open: door(event, here.now) !== '',
    is_going: event.decision === 'going',
    is_undecided: !['going', 'passed'].includes(event.decision),
    answered: Object.fromEntries(
      CHECKS.map((check) => [check, scoreOf(event[`check_${check}`], here)]),
    ),
    decision_text: here.t(`events.decision.${event.decision || 'none'}`),
    is_other_zone: event.time_zone !== here.time_zone,
    time_zone: event.time_zone,
    states: Object.fromEntries(
      Object.keys(PARTS).map((part) => [part, stateContext(event, part, null, here)]),
    ),
    choices: allChoices(values, here),
    organizer_id: around.organizer_id,
    has_organizer: organizer !== null,
    organizer_name: organizer?.name ?? '',
    organizer_page: organizer ? `/organizers/${organizer.id}` : '',
    organizer_site: organizer?.url ? webHref(organizer.url) : '',
    known_organizers: namesOf(around.organizers),
    history,
    has_history: history.length > 0,
    history_text: here.t('organizers.times', { n: history.length }),
    ...liveContext(event, around, here),
    is_empty: false,
    ...groups(around.events, event.id, here),
  };
}

/**
 * Promise what changes with every part that is kept: verdict, stages, the next act.
 * @param {StoredRecord} event
 * @param {Around} around
 * @param {Here} here
 * @returns {Context}
 */
export function liveContext(event, around, here) {
  const act = nextAct(event, around.done, here.now);
  return {
    ...verdictContext(event, around, here),
    stages: stages(event, around.done, here.now).map((state, n) => ({
      state,
      title: here.t(`today.${STAGES[n]}`),
      said: here.t(`today.is_${state}`),
    })),
    act_text: act ? here.t(`today.act.${act}`) : '',
    act_url: actUrl(event, act),
  };
}

/**
 * Promise where the next act is done; "" when one can only wait.
 * @param {StoredRecord} event
 * @param {string} act
 */
export function actUrl(event, act) {
  const page = `/events/${event.id}`;
  /** @type {Record<string, string>} */
  const places = {
    write_purpose: `${page}#who_to_meet`,
    decide: `${page}#checks`,
    set_goal: `${page}/prepare`,
    write_introduction: `${page}/prepare`,
    enter_venue: `${page}/venue`,
    note_people: `${page}/venue`,
    thank: '/follow-ups',
    review: `${page}/review`,
  };
  return places[act] ?? '';
}

/**
 * Promise the context of events/_state.html: what a part is compared with, and what to say.
 *
 * event: the record as the form shows it; errors: null before anything was saved, {} when it was.
 * @param {StoredRecord} event
 * @param {string} part
 * @param {Record<string, string> | null} errors
 * @param {Here} here
 * @returns {Context}
 */
export function stateContext(event, part, errors, here) {
  const isSaved = errors !== null && Object.keys(errors).length === 0;
  return {
    part,
    id: event.id,
    revision: event.revision,
    rendered: partText(printed(event), part),
    saved_text: isSaved ? here.t('choosing.saved') : '',
    ...errorContext(errors ?? {}, PARTS[part], here),
  };
}

/**
 * Promise the words beside the fields, and the summary over them.
 * @param {Record<string, string>} errors
 * @param {string[]} fields
 * @param {Here} here
 * @returns {Context}
 */
export function errorContext(errors, fields, here) {
  const named = Object.keys(errors);
  const others = named.filter((field) => !fields.includes(field));
  const wrong = [...fields.filter((field) => named.includes(field)), ...others];
  return {
    errors: Object.fromEntries(fields.map((field) => [field, errors[field] ?? ''])),
    field_errors: [...fields, ...others].map((field) => ({ field, key: errors[field] ?? '' })),
    has_errors: wrong.length > 0,
    error_list: wrong.map((field) => ({
      field,
      label: here.t(`events.fields.${field}`),
      key: errors[field],
    })),
  };
}

/** @param {boolean} is_read @param {Sent} sent @param {Here} here */
function readText(is_read, sent, here) {
  if (!is_read) return '';
  const hasRead = Object.keys(sent.values ?? {}).length > 0;
  return here.t(hasRead ? 'choosing.read' : 'choosing.nothing_read');
}

/** @param {Record<string, any>} values @param {Here} here */
function allChoices(values, here) {
  return Object.fromEntries([
    ...Object.entries(CHOICES).map(([field, all]) => [
      field,
      choices(field, all, values[field], here),
    ]),
    ...Object.keys(LISTS).map((field) => [field, marks(field, values[field], here)]),
  ]);
}

/** @param {string} field @param {string[]} values @param {string} chosen @param {Here} here */
function choices(field, values, chosen, here) {
  const words = field.startsWith('check_') ? 'score' : field;
  return values.map((value) => ({
    value,
    field_id: `${field}-${value}`,
    label: here.t(`events.${words}.${value}`),
    is_chosen: value === chosen,
  }));
}

/** @param {string} field @param {string[]} chosen @param {Here} here */
function marks(field, chosen, here) {
  const [values, words] = LISTS[field];
  return values.map((value) => ({
    value,
    field_id: `${field}-${value}`,
    label: here.t(`events.${words}.${value}`),
    is_chosen: chosen.includes(value),
  }));
}

/** @param {StoredRecord[]} organizers */
function namesOf(organizers) {
  return organizers.map((each) => each.name).filter((name) => name !== '');
}

/** What was answered stands beside its question; the rest is one tap away. @param {string} score @param {Here} here */
function scoreOf(score, here) {
  return SCORES.includes(score) ? here.t(`events.score.${score}`) : '';
}
