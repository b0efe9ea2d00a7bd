// @ts-check
// Puts what a QR said into the fields of the form. The markup is the template's; rows that repeat are copies of its row.

/** @typedef {import('./card_fields.js').Fields} Fields */

/** @type {(keyof Fields)[]} */
const LINES = ['urls', 'social'];

/**
 * Fill the form anew; fields that stay empty are put away, except name and company when the QR named nobody.
 * @param {Fields} fields
 * @param {string} kind card, link or text
 */
export function fill(fields, kind) {
  const { emails, tels, ...rest } = fields;
  for (const [name, value] of Object.entries(rest)) {
    const isLines = LINES.includes(/** @type {keyof Fields} */ (name));
    put(name, isLines ? /** @type {string[]} */ (value).join('\n') : String(value));
  }
  const mailRows = rowsOf('emails', emails.length);
  for (const [place, row] of mailRows.entries()) set(row, emails[place] ?? '');
  const telRows = rowsOf('tels', tels.length);
  for (const [place, row] of telRows.entries()) {
    const { number = '', kind: known = '' } = tels[place] ?? {};
    set(row.querySelector('[name="tels"]'), number);
    set(row.querySelector('[name="tel_kinds"]'), known);
  }
  putAway(kind);
}

/** @param {string} name @param {string} value */
function put(name, value) {
  set(document.querySelector(`#found [name="${CSS.escape(name)}"]`), value);
}

/** @param {Element | null} field @param {string} value */
function set(field, value) {
  if (
    field instanceof HTMLInputElement ||
    field instanceof HTMLTextAreaElement ||
    field instanceof HTMLSelectElement
  ) {
    field.value = value;
  }
}

/**
 * As many rows as there are values, at least one.
 * @param {string} name
 * @param {number} wanted
 * @returns {HTMLElement[]}
 */
function rowsOf(name, wanted) {
  const rows = [...document.querySelectorAll(`#found [name="${name}"]`)].map(rowOf);
  const first = rows[0];
  while (rows.length < wanted) {
    const copy = /** @type {HTMLElement} */ (first.cloneNode(true));
    for (const each of [copy, ...copy.querySelectorAll('[id]')]) {
      if (each.id) each.id = `${each.id}-${rows.length + 1}`;
    }
    rows.at(-1)?.after(copy);
    rows.push(copy);
  }
  for (const row of rows.splice(Math.max(1, wanted))) row.remove();
  return rows;
}

/** @param {Element} field @returns {HTMLElement} */
function rowOf(field) {
  return /** @type {HTMLElement} */ (field.closest('.pair') ?? field);
}

/** @param {string} kind */
function putAway(kind) {
  for (const box of document.querySelectorAll(
    '#found > .field, #found > .pair, #found > fieldset',
  )) {
    const fields = [...box.querySelectorAll('input, textarea')];
    const isNeeded =
      kind !== 'card' && box.querySelector('[name="family_name"], [name="organization"]');
    const isBlank = fields.length > 0 && fields.every((field) => textOf(field) === '');
    if (box instanceof HTMLElement) box.hidden = isBlank && !isNeeded;
  }
}

/** @param {Element} field */
function textOf(field) {
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement
    ? field.value
    : '';
}
