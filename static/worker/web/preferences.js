// @ts-check
// What a person prefers, changed from a page of the app; settings has the same fields for a shared computer.

import { go, invalid } from '../answer.js';
import { last } from '../domain/form.js';
import { formErrors, formValues } from '../domain/preference.js';
import { refusalContext } from '../pages/preferences.js';
import { changeOf, fields, isId, write } from './form.js';

/** @param {import('../answer.js').Context} ctx */
export async function update(ctx) {
  const eventId = last(fields(ctx), 'event_id');
  const errors = formErrors(fields(ctx));
  const change = changeOf(ctx, 'preference', ctx.account.id, formValues(fields(ctx)));
  const refused = Object.keys(errors).length > 0 ? errors : await write(ctx, [change]);
  if (Object.keys(refused).length > 0)
    return invalid(ctx, 'shared/_error_summary.html', refusalContext(refused, ctx));
  return go(isId(eventId) ? `/events/${eventId}/prepare` : '/settings');
}
