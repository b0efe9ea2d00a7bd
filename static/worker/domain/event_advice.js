// @ts-check
// What speaks for an evening and what to look at twice: reasons as codes, never a block. Words are in locales.

import { MOST } from './event.js';
import { cost, moneyYen } from './event_cost.js';
import { knownClasses } from './target_class.js';

/**
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {{code: string, tone: string, values: Record<string, any>}} Advice code names the words,
 *   tone is "good", "note" or "care", values are what the words name
 */

/** Below this an evening draws sellers (R14); one's own floor goes before it. */
export const LOW_FEE_YEN = 1000;
/** 数千円 is usual; from here on it is worth asking what the money is for (R20, R53). */
export const HIGH_FEE_YEN = 10_000;
/** Own figures speak only from so many events on, each way (R51). */
export const ENOUGH = 3;

const STRUCTURED = ['seminar', 'discussion', 'workshop'];
const ON_FEET = ['standing', 'free_talk'];
const TRUST = ['partner', 'referrer', 'peer'];
/** @type {Record<string, string>} */
const MODE_TONES = {
  ...{ online_trust: 'care', online_facts: 'good', online_both: 'note' },
  ...{ in_person_trust: 'good', in_person_facts: 'note', in_person_both: 'good' },
};
/** @type {Record<string, string>} */
const FORMAT_TONES = { structured: 'good', mixed: 'good', standing: 'care', loose: 'note' };

/**
 * Promise all there is to say before deciding, what needs care first.
 *
 * known: organizer (record or null), figures (of past events, from event_cost), is_quiet, low_fee_yen (or null).
 * @param {StoredRecord} event
 * @param {{organizer: StoredRecord | null, figures: StoredRecord[], is_quiet: boolean,
 *   low_fee_yen: number | null}} known
 */
export function advice(event, known) {
  const found = [
    ...organizerAdvice(event, known.organizer),
    ...matchAdvice(event),
    ...formatAdvice(event.formats, known.is_quiet),
    ...feeAdvice(event, known.low_fee_yen, cost(known.figures).per_real),
    ...modeAdvice(event),
    ...modeFigures(known.figures),
  ];
  return ['care', 'good', 'note'].flatMap((tone) => found.filter((each) => each.tone === tone));
}

/**
 * Promise the warning about an organizer who solicited before, and about this event's own risk (R53).
 * @param {StoredRecord} event
 * @param {StoredRecord | null} organizer
 */
export function organizerAdvice(event, organizer) {
  const found = [];
  if (organizer?.has_solicited) {
    const told = { name: organizer.name, note: organizer.solicitation_note };
    found.push(say(told.note ? 'organizer_flagged_note' : 'organizer_flagged', 'care', told));
  }
  if (event.solicitation_risk === 'suspected') found.push(say('risk_suspected', 'care'));
  if (event.solicitation_risk === 'unknown') found.push(say('risk_unknown', 'note'));
  return found;
}

/**
 * Promise how those who come fit those one wants to meet; a mismatch is named (R18).
 * @param {StoredRecord} event
 */
export function matchAdvice(event) {
  const wanted = knownClasses(event.target_classes);
  const coming = knownClasses(event.attendee_classes);
  if (wanted.length === 0) return [];
  if (coming.length === 0) return [say('attendees_unknown', 'note')];
  const missing = wanted.filter((each) => !coming.includes(each));
  if (missing.length === 0) return [say('match', 'good', { classes: wanted })];
  if (missing.length < wanted.length) return [say('part_match', 'note', { classes: missing })];
  return [say('no_match', 'care', { classes: missing })];
}

/**
 * Promise the verdict of the table formats x quiet mode (R19, R45); nothing while none is named.
 * @param {string[]} formats
 * @param {boolean} is_quiet
 */
export function formatAdvice(formats, is_quiet) {
  if (formats.length === 0) return [];
  const isStanding = formats.includes('standing');
  const isOnFeet = isStanding && formats.every((each) => ON_FEET.includes(each));
  let kind = isOnFeet ? 'standing' : 'loose';
  if (isStructured(formats)) kind = isStanding ? 'mixed' : 'structured';
  return [say(`format_${kind}${is_quiet ? '_quiet' : ''}`, FORMAT_TONES[kind])];
}

/**
 * Promise what the fee says, seen from the programme and from one's own past, never from its height.
 *
 * own_per_real: what a real conversation cost so far, or null (R14, R20).
 * @param {StoredRecord} event
 * @param {number | null} low_fee_yen
 * @param {number | null} own_per_real
 */
export function feeAdvice(event, low_fee_yen, own_per_real) {
  const floor = low_fee_yen ?? LOW_FEE_YEN;
  const fee = event.fee_yen;
  if (fee === null) return [say('fee_unknown', 'note')];
  if (fee === 0) return [say('fee_free', 'care')];
  if (fee < floor) return [say('fee_low', 'care', { yen: floor })];
  return [height(fee, event.formats), ...ownAdvice(moneyYen(event) ?? 0, own_per_real)];
}

/** @param {number} fee @param {string[]} formats */
function height(fee, formats) {
  if (fee >= HIGH_FEE_YEN) return say('fee_high', 'care');
  if (isStructured(formats)) return say('fee_fits', 'good');
  const isThin = formats.length > 0 && formats.every((each) => ON_FEET.includes(each));
  return isThin ? say('fee_thin', 'care') : say('fee_ask', 'note');
}

/** How many real conversations would make this evening cost as little as one's own past ones. @param {number} yen @param {number | null} own_per_real */
function ownAdvice(yen, own_per_real) {
  if (!own_per_real || !yen) return [];
  const n = Math.ceil(yen / own_per_real);
  const told = { yen: own_per_real, n };
  return [n > MOST ? say('own_above', 'care', told) : say('own_within', 'note', told)];
}

/**
 * Promise the line for what one comes for x in person, online or both (R51).
 * @param {StoredRecord} event
 */
export function modeAdvice(event) {
  const wanted = knownClasses(event.target_classes);
  if (wanted.length === 0 || !event.mode) return [];
  if (event.mode === 'hybrid') return [say('mode_hybrid', 'note')];
  const trusting = wanted.filter((each) => TRUST.includes(each)).length;
  const mixed = trusting > 0 ? 'both' : 'facts';
  const kind = `${event.mode}_${trusting === wanted.length ? 'trust' : mixed}`;
  return [say(`mode_${kind}`, MODE_TONES[kind])];
}

/**
 * Promise one's own cost for a real conversation in person and online, once both had enough events.
 * @param {StoredRecord[]} found
 */
export function modeFigures(found) {
  const [inPerson, online] = ['in_person', 'online'].map((mode) =>
    cost(found.filter((each) => each.mode === mode)),
  );
  if (inPerson.events < ENOUGH || online.events < ENOUGH) return [];
  const told = { in_person: inPerson.per_real, online: online.per_real };
  return [say('mode_figures', 'note', told)];
}

/** @param {string[]} formats */
function isStructured(formats) {
  return formats.some((each) => STRUCTURED.includes(each));
}

/** @param {string} code @param {string} tone @param {Record<string, any>} [values] @returns {Advice} */
function say(code, tone, values = {}) {
  return { code, tone, values };
}
