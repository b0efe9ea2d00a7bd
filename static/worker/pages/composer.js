// @ts-check
// Records -> the message that is being written to one person: its words, the ways it leaves, what it still lacks.

import { addressLines, wrongForms } from '../domain/address_form.js';
import { addresses, lineUrl, mailUrl, smsUrl } from '../domain/channel.js';
import { dayWords, inTime } from '../domain/day_word.js';
import {
  draft,
  languageOf,
  metAt,
  proposalOf,
  wantsProposal,
  withoutTalk,
} from '../domain/draft.js';
import { isAlike, mentioned, openPlace } from '../domain/draft_check.js';
import { CHANNELS, likelyChannel, PROPOSALS } from '../domain/follow_up.js';
import { fullName } from '../domain/name.js';
import { canonicalJson } from '../domain/text.js';
import { called, thankedName, UNKNOWN } from './follow_ups.js';

/**
 * @typedef {import('./here.js').Here} Here
 * @typedef {Record<string, any>} StoredRecord
 * @typedef {Record<string, any>} Context
 */

export const FIELDS = ['subject', 'body', 'channel', 'proposal'];

/**
 * Promise what a draft is made from (domain/draft).
 *
 * around: contact, encounter and event (each or null), card and signature of the owner, display_name, met_before.
 * @param {StoredRecord} follow_up
 * @param {Record<string, any>} around
 * @returns {Record<string, any>}
 */
export function factsOf(follow_up, around) {
  const contact = around.contact ?? UNKNOWN;
  const { encounter, event, card, signature, display_name, met_before } = around;
  const channel = follow_up.channel || likelyChannel(contact);
  return {
    ...{ follow_up, contact, encounter, event, card, signature },
    ...{ display_name, met_before, channel },
  };
}

/**
 * Promise the message as the form shows it: as it was kept, else as it is drafted; the day is that of now.
 * @param {StoredRecord} follow_up
 * @param {Record<string, any>} around
 * @param {Here} here
 */
export function shownMessage(follow_up, around, here) {
  const facts = factsOf(follow_up, around);
  const drafted = draft(facts, here.time_zone, here.now);
  const body = inTime(follow_up.body, daysOf(facts, here), here.now);
  return {
    subject: follow_up.subject || drafted.subject,
    body: body || drafted.body,
    channel: facts.channel,
    proposal: wantsProposal(follow_up, around.encounter) ? 'next_step' : 'none',
  };
}

/**
 * Promise the context of follow_ups/_composer.html: everything under the one name `composer`.
 *
 * around: see factsOf, and queue and message_id; sent: {} at first, after a form was sent message, rendered,
 * revision, errors, is_saved, is_redrawn (as far as they are known).
 * @param {StoredRecord} follow_up
 * @param {Record<string, any>} around
 * @param {Record<string, any>} sent
 * @param {Here} here
 * @returns {Context}
 */
export function composerContext(follow_up, around, sent, here) {
  const facts = factsOf(follow_up, around);
  /** @type {Record<string, any>} */
  const shown = sent.message ?? shownMessage(follow_up, around, here);
  const errors = sent.errors ?? {};
  const links = addresses(facts.contact);
  const chosen = { ...facts, channel: shown.channel };
  const found = CHANNELS.map((each) => channelOf(each, shown, links, here));
  const printed = Object.fromEntries(FIELDS.map((field) => [field, shown[field]]));
  return {
    composer: {
      ...shown,
      url: `/follow-ups/${follow_up.id}`,
      language: languageOf(facts.contact),
      message_id: around.message_id,
      revision: sent.revision ?? follow_up.revision,
      rendered: sent.rendered ?? canonicalJson(printed),
      channels: found,
      way: found.find(({ is_chosen }) => is_chosen),
      proposals: PROPOSALS.map((each) => proposalChoice(each, shown.proposal, here)),
      proposal_words: proposalOf(facts, here.time_zone, here.now),
      day_words: canonicalJson(daysOf(facts, here)),
      has_mail: links.mail !== '',
      edit_url: `/contacts/${follow_up.contact_id}/edit`,
      is_redrawn: Boolean(sent.is_redrawn),
      saved_text: sent.is_saved ? here.t('follow_ups.saved') : '',
      ...checks(shown, chosen, follow_up, around.queue, here),
      errors: Object.fromEntries(FIELDS.map((field) => [field, errors[field] ?? ''])),
      has_errors: Object.keys(errors).length > 0,
      error_list: Object.entries(errors).map(([field, key]) => ({
        field,
        label: here.t(`follow_ups.fields.${field}`),
        key,
      })),
    },
  };
}

/** @param {Record<string, any>} facts @param {Here} here */
function daysOf({ follow_up, encounter, contact }, here) {
  return dayWords(metAt(follow_up, encounter), here.time_zone, languageOf(contact));
}

/** One way out: where it leads with these words in it, where it leads without, what its button says. @param {string} channel @param {Record<string, any>} shown @param {Record<string, string>} links @param {Here} here */
function channelOf(channel, { subject, body, channel: chosen }, links, here) {
  /** @type {Record<string, string>} */
  const bases = { mail: links.mail, sms: links.sms, sns: links.sns, phone: links.tel };
  const base = bases[channel] ?? '';
  /** @type {Record<string, string>} */
  const urls = {
    mail: mailUrl(links.mail, subject, body),
    line: lineUrl(body),
    sms: smsUrl(links.sms, body),
  };
  const url = urls[channel] ?? base;
  return {
    value: channel,
    field_id: `channel-${channel}`,
    label: here.t(`follow_ups.channel.${channel}`),
    is_chosen: channel === chosen,
    url,
    base,
    action: here.t(url ? `follow_ups.open.${channel}` : 'follow_ups.open.other'),
  };
}

/** @param {string} value @param {string} chosen @param {Here} here */
function proposalChoice(value, chosen, here) {
  return {
    value,
    field_id: `proposal-${value}`,
    label: here.t(`follow_ups.proposal.${value}`),
    is_chosen: value === chosen,
  };
}

/** What a careful reader would say: it touches the talk or not, and everything that looks wrong. @param {Record<string, any>} shown @param {Record<string, any>} facts @param {StoredRecord} follow_up @param {any} queue @param {Here} here */
function checks({ subject, body }, facts, follow_up, queue, here) {
  const address = addressLines(facts.contact, false).join('\n');
  const words = mentioned(body, facts.encounter, address);
  const between = here.t('follow_ups.check.between');
  const place = openPlace(`${subject}\n${body}`);
  const wrong = wrongForms(body, facts.contact);
  return {
    mentions: words.length > 0,
    mention_text:
      words.length > 0
        ? here.t('follow_ups.mentions', { words: words.join(between) })
        : here.t('follow_ups.mentions_not'),
    advice: [
      ...(place ? [here.t('follow_ups.check.place', { place })] : []),
      ...wrong.map((each) => here.t(`follow_ups.check.${each.code}`, { words: each.words })),
      ...(namesSender(body, facts) ? [] : [here.t('follow_ups.check.no_sender')]),
      ...alike(body, facts, follow_up, queue, here),
    ],
  };
}

/** @param {string} body @param {Record<string, any>} facts */
function namesSender(body, { card, display_name }) {
  const own = Object.keys(card).length > 0 ? fullName(card) : '';
  const text = body.replaceAll(' ', '');
  const names = [own, display_name].filter((each) => each !== '');
  return !body || names.some((each) => text.includes(each.replaceAll(' ', '')));
}

/** The first other person who would read nearly the same words (R38). @param {string} body @param {Record<string, any>} facts @param {StoredRecord} follow_up @param {any} queue @param {Here} here */
function alike(body, facts, follow_up, queue, here) {
  /** @type {StoredRecord[]} */
  const others = [...queue.open, ...queue.done].filter(({ id }) => id !== follow_up.id);
  const frame = withoutTalk(facts, here.time_zone, here.now);
  const found = others.find((each) => each.body && isAlike(body, each.body, frame));
  if (!found) return [];
  const card = queue.contacts[found.contact_id] ?? UNKNOWN;
  const name = called(card, thankedName(card, found, here), here);
  return [here.t('follow_ups.check.alike', { name })];
}
