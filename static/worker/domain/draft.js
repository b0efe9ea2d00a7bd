// @ts-check
// The first version of a message: one that could be meant for one person only. Its sentences are in draft_words.
// Order: to whom, who I am, thanks, a point of the talk, a proposal if there is one, closing, signature (REQUIREMENTS 5).

import { addressLines, printedCompany } from './address_form.js';
import { dayWords, wordAt } from './day_word.js';
import { EN, JA } from './draft_words.js';
import { ALLOWED_MINUTES, isLate } from './follow_up.js';
import { filled, phrases, wrapped } from './letter.js';
import { later } from './moment.js';
import { fullName, isLatin, post } from './name.js';
import { proposalText } from './proposal.js';
import { oneLine } from './text.js';

/**
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {{subject: string, body: string, proposal: string}} Draft
 */

export const SHORT_CHANNELS = ['line', 'sms', 'sns'];
export const LONGEST_GIST = 40;
// The point of a talk, the most useful first; what thanks are given for besides; what one proposes to speak about.
const POINTS = ['looking_for', 'challenge', 'focus'];
const PROPOSED = ['challenge', 'focus', 'business'];
const TOPICS = ['business', 'focus', 'challenge', 'looking_for', 'note'];
const RULE = '─'.repeat(12);

/**
 * Promise the language to write to somebody in: "en" for a name in Latin letters, else "ja".
 * @param {StoredRecord} contact
 */
export function languageOf(contact) {
  return isLatin(fullName(contact)) ? 'en' : 'ja';
}

/**
 * Answer whether the message proposes a next step: as chosen, else by the mark of the talk (R42).
 * @param {StoredRecord} follow_up
 * @param {StoredRecord | null} encounter
 * @returns {boolean}
 */
export function wantsProposal(follow_up, encounter) {
  if (follow_up.proposal) return follow_up.proposal === 'next_step';
  return Boolean(encounter?.wants_to_meet_again);
}

/**
 * Promise the moment of the meeting a message thanks for, or "".
 * @param {StoredRecord} follow_up
 * @param {StoredRecord | null} encounter
 * @returns {string}
 */
export function metAt(follow_up, encounter) {
  if (encounter) return encounter.met_at;
  return follow_up.due_at ? later(follow_up.due_at, -ALLOWED_MINUTES) : '';
}

/**
 * Promise the first thing a note says, on one line, short enough to be quoted.
 * @param {string} text
 */
export function gist(text) {
  const line = text.split('\n').map(oneLine).find(Boolean) ?? '';
  const first = line.split('。')[0].replace(/[、。.,]+$/u, '');
  const letters = [...first.replaceAll('「', '『').replaceAll('」', '』')];
  if (letters.length <= LONGEST_GIST) return letters.join('');
  const place = letters.slice(0, LONGEST_GIST).lastIndexOf('、');
  if (place >= 10) return letters.slice(0, place).join('');
  return `${letters.slice(0, LONGEST_GIST - 1).join('')}…`;
}

/**
 * Promise subject, body and the proposal within it ("" for none), in the language of the person.
 *
 * facts: follow_up, contact, encounter and event (each or null), card (the owner's own, {} for none),
 * display_name, signature, channel, met_before. A talk without a note leaves 〇〇 to be filled in (R41).
 * @param {StoredRecord} facts
 * @param {string} time_zone
 * @param {string} now
 * @returns {Draft}
 */
export function draft(facts, time_zone, now) {
  const write = languageOf(facts.contact) === 'en' ? english : japanese;
  return write(facts, time_zone, now);
}

/**
 * Promise the paragraph that proposes the next step to this person, whether or not it is wanted.
 * @param {StoredRecord} facts
 * @param {string} time_zone
 * @param {string} now
 */
export function proposalOf(facts, time_zone, now) {
  const { follow_up: step, encounter: talk } = facts;
  const language = languageOf(facts.contact);
  const told = PROPOSED.find((field) => talk && gist(talk[field])) ?? '';
  const quoted = (language === 'ja' ? JA : EN)[`proposed.${told}`];
  const topic = step.topic || filled(quoted, { gist: said(talk, told) }).join('');
  const proposed = { ...step, topic, form: step.form || 'exchange' };
  return proposalText(proposed, language, time_zone, now);
}

/**
 * Promise a message written by hand with the proposal in it, or without; it stands before closing and signature.
 * @param {string} body
 * @param {string} proposal
 * @param {boolean} wants
 */
export function switched(body, proposal, wants) {
  if (body.includes(proposal)) return wants ? body : body.replace(`${proposal}\n\n`, '');
  if (!wants) return body;
  const parts = body.split('\n\n');
  parts.splice(parts.length > 3 ? parts.length - 2 : parts.length, 0, proposal);
  return parts.join('\n\n');
}

/**
 * Promise the body of a message to this person that says nothing of the talk: what any message would say.
 * @param {StoredRecord} facts
 * @param {string} time_zone
 * @param {string} now
 */
export function withoutTalk(facts, time_zone, now) {
  const nothing = Object.fromEntries(TOPICS.map((field) => [field, '']));
  const encounter = facts.encounter ? { ...facts.encounter, ...nothing } : null;
  return draft({ ...facts, encounter }, time_zone, now).body;
}

/** @param {StoredRecord} facts @param {string} time_zone @param {string} now @returns {Draft} */
function japanese(facts, time_zone, now) {
  const { event, encounter: talk } = facts;
  const kept = keptOf(facts);
  /** @type {Record<string, string>} */
  const values = { ...valuesOf(facts), day: dayOf(facts, 'ja', time_zone, now) };
  const say = (/** @type {string[]} */ ...keys) =>
    wrapped(
      keys.flatMap((key) => filled(JA[key], values)),
      kept,
    );
  const { topic, point, after } = chosen(talk, JA);
  const opening = event?.thanks_opening ?? '';
  const closing = event?.thanks_closing ?? '';
  const isAgain = Boolean(facts.met_before && event?.title);
  const proposal = wantsProposal(facts.follow_up, talk) ? proposalOf(facts, time_zone, now) : '';
  const first = opening ? shell(opening, kept) : isAgain ? say('again') : [];
  const paragraphs = [
    addressLines(facts.contact, SHORT_CHANNELS.includes(facts.channel)),
    say(namingKey(facts, opening), ...late(facts, now)),
    [
      ...first,
      ...topicLines(topic, talk, values, kept, thanksKey(opening, isAgain)),
      ...(point ? wrapped(filled(JA[point], { gist: said(talk, point.slice(6)) }), kept) : []),
      ...(after && !proposal ? say(after) : []),
    ],
    proposal ? proposal.split('\n') : [],
    closing ? shell(closing, kept) : say(proposal ? 'closing_step' : 'closing'),
    signature(facts, RULE),
  ];
  return { subject: subjectOf(facts, values, JA), body: joined(paragraphs), proposal };
}

/** @param {StoredRecord} facts @param {string} time_zone @param {string} now @returns {Draft} */
function english(facts, time_zone, now) {
  const { event, encounter: talk } = facts;
  /** @type {Record<string, string>} */
  const values = { ...valuesOf(facts), day: dayOf(facts, 'en', time_zone, now) };
  const say = (/** @type {string} */ key, field = '') =>
    filled(EN[key], { ...values, gist: said(talk, field) }).join('');
  const { topic, point } = chosen(talk, EN);
  const proposal = wantsProposal(facts.follow_up, talk) ? proposalOf(facts, time_zone, now) : '';
  const apology = late(facts, now).length > 0 ? say('late') : '';
  const told = [say(`topic.${topic}`, topic), ...(point ? [say(point, point.slice(6))] : [])];
  const paragraphs = [
    [say(values.name ? 'dear' : 'dear_nobody')],
    [say(event?.title ? 'met' : 'met_nowhere') + apology],
    [told.join(' ')],
    [proposal],
    [say(proposal ? 'closing_step' : 'closing')],
    [EN.regards, ...signature(facts, '')],
  ];
  return { subject: subjectOf(facts, values, EN), body: joined(paragraphs), proposal };
}

/** @param {StoredRecord} facts @returns {Record<string, string>} */
function valuesOf(facts) {
  const [company, me] = sender(facts);
  return {
    event: facts.event ? oneLine(facts.event.title) : '',
    organization: company ? `${company}の` : '',
    me,
    sender: company ? `${company} ${me}` : me,
    name: fullName(facts.contact),
  };
}

/** @param {StoredRecord} facts @returns {[string, string]} */
function sender({ card, display_name }) {
  if (isNone(card)) return ['', oneLine(display_name)];
  return [printedCompany(card.organization), fullName(card) || display_name];
}

/** @param {StoredRecord} card */
function isNone(card) {
  return Object.keys(card).length === 0;
}

/** @param {StoredRecord} facts */
function keptOf(facts) {
  const { organization, department, title } = facts.contact;
  const { name, event } = valuesOf(facts);
  return [...[organization, department, title, name].map(oneLine), ...sender(facts), event];
}

/** @param {StoredRecord} facts @param {string} language @param {string} time_zone @param {string} now */
function dayOf({ follow_up, encounter }, language, time_zone, now) {
  return wordAt(dayWords(metAt(follow_up, encounter), time_zone, language), now);
}

/** What thanks are given for, the point besides (its key or ""), and what follows where there is none. @param {StoredRecord | null} talk @param {Record<string, string>} words */
function chosen(talk, words) {
  const told = TOPICS.filter((field) => talk && gist(talk[field]));
  let point = told.length > 1 ? (POINTS.find((field) => told.includes(field)) ?? '') : '';
  let topic = told.find((field) => field !== point) ?? '';
  if (point && topic === 'note') [topic, point] = [point, ''];
  const after = `after.${topic}`;
  return { topic, point: point && `point.${point}`, after: !point && after in words ? after : '' };
}

/** @param {StoredRecord | null} talk @param {string} field */
function said(talk, field) {
  return talk && field ? gist(talk[field]) : '';
}

/** @param {string} opening @param {boolean} isAgain */
function thanksKey(opening, isAgain) {
  if (/ありがとう|お礼|御礼/u.test(opening)) return 'recalled';
  return isAgain || opening ? 'thanks_again' : 'thanks';
}

/** @param {string} topic @param {StoredRecord | null} talk @param {Record<string, string>} values @param {string[]} kept @param {string} key */
function topicLines(topic, talk, values, kept, key) {
  const [first, ...rest] = filled(JA[`topic.${topic}`], { gist: said(talk, topic) });
  const parts = JA[key].split('|').flatMap((phrase) => {
    if (!phrase.includes('{topic}')) return [phrase];
    const head = phrase.replace('{topic}', '').replace('{day}', () => values.day);
    return [head + first, ...rest];
  });
  return wrapped(parts, kept);
}

/** @param {StoredRecord} facts @param {string} opening */
function namingKey({ met_before, event }, opening) {
  if (met_before) return 'known';
  return event?.title && !opening ? 'met' : 'greeting';
}

/** @param {StoredRecord} facts @param {string} now */
function late({ follow_up }, now) {
  return follow_up.due_at && isLate(follow_up.due_at, now) ? ['late'] : [];
}

/** Words written before the event, in their own lines, the long ones laid out. @param {string} text @param {string[]} kept */
function shell(text, kept) {
  return text.split('\n').flatMap((written) => wrapped(phrases(oneLine(written)), kept));
}

/** @param {StoredRecord} facts @param {Record<string, string>} values @param {Record<string, string>} words */
function subjectOf({ event }, values, words) {
  const prepared = event?.thanks_subject ?? '';
  if (prepared && (words === JA || isLatin(prepared))) return prepared;
  return filled(words[values.event ? 'subject_event' : 'subject'], values).join('');
}

/** The owner's own words, else what the card tells; a short message ends without one. @param {StoredRecord} facts @param {string} rule @returns {string[]} */
function signature(facts, rule) {
  const { card, channel } = facts;
  const [company, me] = sender(facts);
  if (SHORT_CHANNELS.includes(channel)) return rule ? [] : [me];
  if (facts.signature) return facts.signature.split('\n');
  if (isNone(card)) return rule ? [rule, me] : [me];
  const tels = card.tels.filter((/** @type {{kind: string}} */ { kind }) => kind !== 'fax');
  const numbers = tels.map((/** @type {{number: string}} */ { number }) => number);
  const ways = [card.emails, numbers, card.urls].flatMap((each) => each.slice(0, 1));
  const role = post(card);
  const shown = rule ? [company, role ? `${role} ${me}` : me] : [me, role, company];
  return [rule, ...shown, ...ways].filter((line) => line !== '');
}

/** @param {string[][]} paragraphs */
function joined(paragraphs) {
  const written = paragraphs.map((lines) => lines.join('\n'));
  return written.filter((text) => text.trim() !== '').join('\n\n');
}
