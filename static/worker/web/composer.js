// @ts-check
// A message as it is written, kept and sent. Its routes are those of follow_ups.

import { fragment, go } from '../answer.js';
import { newChange } from '../domain/capture.js';
import { nthChangeId } from '../domain/change_id.js';
import { proposalOf, switched } from '../domain/draft.js';
import { sendErrors } from '../domain/draft_check.js';
import { draftValues, following, formValues } from '../domain/follow_up.js';
import { changed, last, nextRevision } from '../domain/form.js';
import { sentValues } from '../domain/next_step.js';
import { composerContext, FIELDS, factsOf, shownMessage } from '../pages/composer.js';
import { encountersOfContact } from '../store/encounters.js';
import { findAnyFollowUp, followUpsOpen } from '../store/follow_ups.js';
import { messagesOfContact } from '../store/messages.js';
import { myCard } from '../store/my_card.js';
import { preference } from '../store/preferences.js';
import { changeOf, fields, sent, sentId, sentRevision, write } from './form.js';

/**
 * @typedef {import('../answer.js').Context} Context
 * @typedef {Record<string, any>} StoredRecord
 */

/**
 * Promise what stands beside a follow-up, and whose message it is: own card, signature, name, earlier meetings.
 * @param {Context} ctx
 * @param {StoredRecord} follow_up
 * @param {Record<string, any>} around
 * @returns {Promise<Record<string, any>>}
 */
export async function withSender(ctx, follow_up, around) {
  const { db, account } = ctx;
  const [met, card, chosen] = await Promise.all([
    encountersOfContact(db, follow_up.contact_id),
    myCard(db, account.id),
    preference(db, account.id),
  ]);
  const talk = around.encounter;
  return {
    ...around,
    card,
    signature: chosen.signature ?? '',
    display_name: account.display_name,
    met_before: met.some((each) => talk && each.met_at < talk.met_at),
    message_id: 'message_id' in fields(ctx) ? sentId(ctx, 'message_id') : ctx.newId(),
  };
}

/**
 * The words as they are typed. Where only the way or the proposal was chosen, an untouched draft follows it.
 * @param {Context} ctx
 * @param {StoredRecord} follow_up
 * @param {Record<string, any>} around
 */
export async function keep(ctx, follow_up, around) {
  const [values, rendered] = [draftValues(fields(ctx)), last(fields(ctx), 'rendered')];
  let edits = changed(values, rendered);
  const wasChosen = (/** @type {string} */ field) => Object.hasOwn(edits, field);
  if (wasChosen('proposal') && (follow_up.body || wasChosen('body'))) {
    const ways = ['channel', 'proposal'].filter(wasChosen).map((field) => [field, values[field]]);
    const chosen = { ...follow_up, ...Object.fromEntries(ways) };
    const words = proposalOf(factsOf(chosen, around), ctx.time_zone, ctx.now);
    const body = switched(values.body, words, edits.proposal === 'next_step');
    if (body !== values.body) edits = { ...edits, body };
  }
  const isChanged = Object.keys(edits).length > 0;
  const change = changeOf(ctx, 'follow_up', follow_up.id, edits);
  const errors = isChanged ? await write(ctx, [change]) : {};
  const isWrong = Object.keys(errors).length > 0;
  const kept = (await findAnyFollowUp(ctx.db, follow_up.id)) ?? follow_up;
  const revision = nextRevision(sentRevision(ctx), rendered, follow_up, kept.revision);
  /** @type {Record<string, any>} */
  let message = { ...values, ...edits };
  let is_redrawn = wasChosen('body') && edits.body !== values.body;
  if (!isWrong && !kept.body && (wasChosen('channel') || wasChosen('proposal'))) {
    message = shownMessage(kept, around, ctx);
    is_redrawn = true;
  }
  const state = { message, errors, is_saved: !isWrong, is_redrawn, revision };
  const form = isWrong ? { ...state, rendered } : state;
  const context = composerContext(kept, around, form, ctx);
  return fragment(ctx, 'follow_ups/_draft_saved.html', context, isWrong ? 422 : 200);
}

/**
 * It went out: the promise is kept and the message stands in the log, both or neither (R39).
 * @param {Context} ctx
 * @param {StoredRecord} follow_up
 * @param {Record<string, any>} around
 */
export async function send(ctx, follow_up, around) {
  const { at } = sent(ctx);
  if (follow_up.sent_at) return go(await nextUrl(ctx, follow_up.id));
  const typed = draftValues(fields(ctx));
  const written = Object.entries(typed).filter(([field, value]) => field in fields(ctx) && value);
  const values = { ...formValues(fields(ctx), at, ctx.time_zone), ...Object.fromEntries(written) };
  let errors = sendErrors(fields(ctx));
  const after = { ...follow_up, ...values };
  const edits = { ...values, ...sentValues(after, at, ctx.time_zone) };
  const { channel, subject, body, sent_at } = /** @type {StoredRecord} */ (after);
  const message = {
    contact_id: follow_up.contact_id,
    follow_up_id: follow_up.id,
    event_id: around.event?.id ?? '',
    ...{ channel, subject, body, sent_at },
  };
  const change = changeOf(ctx, 'follow_up', follow_up.id, edits);
  const second = nthChangeId(change.change_id, 1);
  const log = newChange(second, 'message', around.message_id, at, message);
  if (Object.keys(errors).length === 0) errors = await write(ctx, [change, log]);
  if (Object.keys(errors).length === 0) return go(await nextUrl(ctx, follow_up.id));
  /** @type {Record<string, any>} */
  const shown = { ...shownMessage(follow_up, around, ctx), ...typed };
  const state = {
    message: Object.fromEntries(FIELDS.map((field) => [field, shown[field]])),
    errors,
    rendered: last(fields(ctx), 'rendered'),
    revision: sentRevision(ctx),
  };
  const context = composerContext(follow_up, around, state, ctx);
  return fragment(ctx, 'follow_ups/_draft_saved.html', context, 422);
}

/**
 * Promise the changes that take the message of a promise out of the log again.
 * @param {Context} ctx
 * @param {StoredRecord} follow_up
 */
export async function unsent(ctx, follow_up) {
  const log = await messagesOfContact(ctx.db, follow_up.contact_id);
  const own = log.filter((each) => each.follow_up_id === follow_up.id);
  const { change_id, at } = sent(ctx);
  return own
    .map((each, n) => {
      const change = newChange(nthChangeId(change_id, n + 1), 'message', each.id, at, {});
      return { each, change: { ...change, base: each.revision, deleted: true } };
    })
    .filter(({ each }) => each.sent_at === follow_up.sent_at)
    .map(({ change }) => change);
}

/**
 * The next person on the list, else the list itself: everybody was reached.
 * @param {Context} ctx
 * @param {string} followUpId
 */
export async function nextUrl(ctx, followUpId) {
  const found = following(followUpId, await followUpsOpen(ctx.db), ctx.now);
  return found ? `/follow-ups/${found.id}` : '/follow-ups';
}
