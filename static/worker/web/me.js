// @ts-check
// The owner's own card: the page, its form and its link, the sheet to print, the cards that strangers left.

import { fragment, go, invalid, page } from '../answer.js';
import { eventAtDoor } from '../domain/event.js';
import { changed, isYes, last } from '../domain/form.js';
import { acceptedChanges, declinedChanges, isWaiting } from '../domain/left_card.js';
import {
  accepting,
  acceptingValues,
  formErrors,
  formValues,
  linkEdits,
} from '../domain/my_card.js';
import { AppError } from '../errors.js';
import { cardContext, formContext, LEFT_IDS, leftContext, printContext } from '../pages/me.js';
import { complete } from '../store/defaults.js';
import { eventsUpcomingAndPast } from '../store/events.js';
import { findLeftCard, leftCardsWaiting } from '../store/left_cards.js';
import { myCard } from '../store/my_card.js';
import { changeOf, fields, sent, sentId, sentRevision, write } from './form.js';

/**
 * @typedef {import('../answer.js').Context} Context
 * @typedef {Record<string, any>} StoredRecord
 */

/** @param {Context} ctx */
export async function show(ctx) {
  const left = await leftCardsWaiting(ctx.db);
  const { display_name } = ctx.account;
  const around = { display_name, left, ids: freshIds(ctx, left) };
  return page(ctx, 'me/card.html', cardContext(await cardOf(ctx), around, ctx));
}

/** @param {Context} ctx */
export async function update(ctx) {
  const [card, rendered] = [await cardOf(ctx), last(fields(ctx), 'rendered')];
  const [values, chosen] = [formValues(fields(ctx)), last(fields(ctx), 'accepting')];
  const link = linkEdits(card, firstHash(ctx, card), false, sent(ctx).at);
  const edits = { ...changed(values, rendered), ...link };
  if (chosen && chosen !== accepting(card, ctx.now)) {
    Object.assign(edits, acceptingValues(chosen, ctx.now, ctx.time_zone));
  }
  let errors = formErrors(values);
  if (isEmpty(errors) && !isEmpty(edits)) errors = await writeCard(ctx, edits);
  if (isEmpty(errors)) return go('/me/card');
  const again = { values, accepting: chosen, rendered, errors, revision: sentRevision(ctx) };
  const { display_name } = ctx.account;
  return invalid(ctx, 'me/_form.html', formContext(card, { display_name }, again, ctx));
}

/** @param {Context} ctx */
export async function updateLink(ctx) {
  const isStopped = isYes(fields(ctx), 'stopped');
  const hash = last(fields(ctx), 'link_hash');
  const edits = linkEdits(await cardOf(ctx), hash, isStopped, sent(ctx).at);
  if (!isEmpty(edits)) await writeCard(ctx, edits);
  return go('/me/card');
}

/** @param {Context} ctx */
export async function print(ctx) {
  return page(ctx, 'me/print.html', printContext(await cardOf(ctx), ctx));
}

/** @param {Context} ctx */
export async function updateLeftCard(ctx) {
  const leftCard = await findLeftCard(ctx.db, ctx.params.id);
  if (!leftCard) throw new AppError('not_found');
  const said = await decided(ctx, leftCard, last(fields(ctx), 'choice'));
  const named = said.key ? { ...said, name: leftCard.name || ctx.t('contacts.unnamed') } : {};
  const left = await leftCardsWaiting(ctx.db);
  const context = leftContext(left, freshIds(ctx, left), named, ctx);
  return fragment(ctx, 'me/_left_cards.html', context);
}

/** @param {Context} ctx @param {StoredRecord} leftCard @param {string} choice @returns {Promise<StoredRecord>} */
async function decided(ctx, leftCard, choice) {
  const { change_id, at } = sent(ctx);
  if (choice === 'accept' && isWaiting(leftCard)) {
    const parts = LEFT_IDS.map((part) => [part, sentId(ctx, part)]);
    const event_id = await eventId(ctx, leftCard);
    const ids = { change_id, event_id, ...Object.fromEntries(parts) };
    await writeAll(ctx, acceptedChanges(ids, leftCard, at));
    return { key: 'me.left_accepted', contact_id: ids.id };
  }
  if (choice === 'accept' && leftCard.contact_id) {
    return { key: 'me.left_accepted', contact_id: leftCard.contact_id };
  }
  const isDeclined = choice === 'decline';
  await writeAll(ctx, declinedChanges(change_id, leftCard, isDeclined, at));
  return isDeclined ? { key: 'me.left_declined', declined_id: leftCard.id } : {};
}

/** @param {Context} ctx */
async function cardOf({ db, account }) {
  return complete('my_card', { id: account.id, ...(await myCard(db, account.id)) });
}

/** A card gets its link as it is first written; who stopped one asks for the next with a button. @param {Context} ctx @param {StoredRecord} card */
function firstHash(ctx, card) {
  return card.link_hash || card.stopped_at ? '' : last(fields(ctx), 'link_hash');
}

/** @param {Context} ctx @param {StoredRecord} edits */
function writeCard(ctx, edits) {
  return write(ctx, [changeOf(ctx, 'my_card', ctx.account.id, edits)]);
}

/** @param {Context} ctx @param {import('../sync/records.js').Change[]} changes */
async function writeAll(ctx, changes) {
  if (!isEmpty(await write(ctx, changes))) throw new AppError('invalid');
}

/** @param {Context} ctx @param {StoredRecord[]} left */
function freshIds(ctx, left) {
  return left.map(() => Object.fromEntries(LEFT_IDS.map((part) => [part, ctx.newId()])));
}

/** The event whose door was open as the card was left. @param {Context} ctx @param {StoredRecord} leftCard */
async function eventId(ctx, leftCard) {
  return eventAtDoor(await eventsUpcomingAndPast(ctx.db), leftCard.left_at)?.id ?? '';
}

/** @param {object} value */
function isEmpty(value) {
  return Object.keys(value).length === 0;
}
