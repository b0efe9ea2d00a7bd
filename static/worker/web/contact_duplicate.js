// @ts-check
// Two cards of one person: named, made one, made two again. Never by themselves. Its routes are those of contacts.

import { fragment, invalid } from '../answer.js';
import { alike, lookupKeys } from '../domain/duplicate.js';
import { last } from '../domain/form.js';
import {
  apartChanges,
  joinedChanges,
  joinedValues,
  LABELLED,
  partedChanges,
  readUndo,
  undoText,
} from '../domain/joining.js';
import { AppError } from '../errors.js';
import { duplicateContext, joinedContext, wrongContext } from '../pages/duplicate.js';
import { findAnyContact, findContact } from '../store/contacts.js';
import { belongings, findNamed, lookAlikes } from '../store/duplicates.js';
import { latestEncounters } from '../store/encounters.js';
import { byText } from '../store/order.js';
import { fields, sent, write } from './form.js';

/**
 * @typedef {import('../answer.js').Context} Context
 * @typedef {Record<string, any>} StoredRecord
 */

/** @param {Context} ctx */
export async function duplicate(ctx) {
  const contact = await findContact(ctx.db, ctx.params.id);
  if (!contact) throw new AppError('not_found');
  return named(ctx, contact, '');
}

/** choice: same (this card goes into the other), other (two people), undo (two cards again), later. @param {Context} ctx */
export async function updateDuplicate(ctx) {
  const { id } = ctx.params;
  const contact = await findAnyContact(ctx.db, id);
  const other = await findAnyContact(ctx.db, last(fields(ctx), 'other_id'));
  if (!contact || !other || other.id === id) throw new AppError('not_found');
  const choice = last(fields(ctx), 'choice');
  if (choice === 'later') {
    const nobody = { contacts: {}, latest: {}, said: '' };
    return fragment(ctx, 'contacts/_duplicate.html', duplicateContext(contact, [], nobody, ctx));
  }
  if (choice === 'undo') return part(ctx, contact, other);
  if (contact.deleted_at || other.deleted_at) throw new AppError('not_found');
  return choice === 'same' ? join(ctx, contact, other) : keepApart(ctx, contact, other);
}

/** @param {Context} ctx @param {StoredRecord} contact @param {StoredRecord} other */
async function join(ctx, contact, other) {
  const own = await belongings(ctx.db, contact.id);
  const theirs = await belongings(ctx.db, other.id);
  const around = { ...own, kept_encounter: theirs.encounter, kept_follow_up: theirs.follow_up };
  const labels = Object.fromEntries(
    LABELLED.map((name) => [name, ctx.t(`contacts.fields.${name}`)]),
  );
  const values = joinedValues(other, contact, labels);
  const changes = joinedChanges(sent(ctx), other, contact, values, around);
  const errors = await write(ctx, changes);
  if (Object.keys(errors).length > 0) {
    return invalid(ctx, 'contacts/_duplicate.html', wrongContext(contact, errors, ctx));
  }
  const talk = [...own.encounter].sort(byText('met_at', 'id')).at(-1);
  const undo = undoText(other, contact, changes);
  const context = joinedContext(contact, other, undo, talk?.id ?? '', ctx);
  return fragment(ctx, 'contacts/_duplicate.html', context);
}

/** @param {Context} ctx @param {StoredRecord} contact @param {StoredRecord} other */
async function part(ctx, contact, other) {
  const undo = readUndo(last(fields(ctx), 'undo'));
  const around = await findNamed(ctx.db, undo.records);
  const changes = partedChanges(sent(ctx), other, contact, undo, around);
  const errors = changes.length > 0 ? await write(ctx, changes) : {};
  if (Object.keys(errors).length > 0) {
    return invalid(ctx, 'contacts/_duplicate.html', wrongContext(contact, errors, ctx));
  }
  return named(ctx, await again(ctx, contact), 'contacts.duplicate.parted');
}

/** @param {Context} ctx @param {StoredRecord} contact @param {StoredRecord} other */
async function keepApart(ctx, contact, other) {
  const changes = apartChanges(sent(ctx), contact, other);
  if (changes.length > 0) await write(ctx, changes);
  return named(ctx, await again(ctx, contact), 'contacts.duplicate.apart');
}

/** @param {Context} ctx @param {StoredRecord} contact @param {string} said */
async function named(ctx, contact, said) {
  const near = await lookAlikes(ctx.db, lookupKeys(contact));
  const found = alike(contact, near);
  const contacts = Object.fromEntries(near.map((each) => [each.id, each]));
  const ids = found.map(({ id }) => id);
  const latest = await latestEncounters(ctx.db, ids);
  const context = duplicateContext(contact, found, { contacts, latest, said }, ctx);
  return fragment(ctx, 'contacts/_duplicate.html', context);
}

/** @param {Context} ctx @param {StoredRecord} contact */
async function again({ db }, contact) {
  return (await findAnyContact(db, contact.id)) ?? contact;
}
