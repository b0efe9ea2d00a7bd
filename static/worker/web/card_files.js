// @ts-check
// Cards as vCard files: anybody's whom the owner keeps, and the owner's own as far as it is shown.

import { html } from '../answer.js';
import { shownCard } from '../domain/my_card.js';
import { vcard, vcardDisposition } from '../domain/vcard.js';
import { AppError } from '../errors.js';
import { findContact } from '../store/contacts.js';
import { myCard } from '../store/my_card.js';

/**
 * @typedef {import('../answer.js').Context} Context
 * @typedef {Record<string, any>} StoredRecord
 */

const TYPE = 'text/vcard; charset=utf-8';

/** @param {Context} ctx */
export async function show(ctx) {
  const contact = await findContact(ctx.db, ctx.params.id);
  if (!contact) throw new AppError('not_found');
  return file(contact);
}

/** @param {Context} ctx */
export async function showOwn(ctx) {
  const card = await myCard(ctx.db, ctx.account.id);
  if (!card.id) throw new AppError('not_found');
  return file(shownCard(card));
}

/** @param {StoredRecord} card */
function file(card) {
  const headers = { 'Content-Type': TYPE, 'Content-Disposition': vcardDisposition(card) };
  return html(vcard(card), 200, headers);
}
