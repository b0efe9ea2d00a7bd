// @ts-check
// A calendar file chosen on the form of a new event: read on this device, written into fields that are still empty.

import { readCalendar } from './calendar.js';

const LARGEST = 1024 * 1024;
/** What a file wrote, which the next file may write over; a person's own words stay. @type {WeakMap<Element, string>} */
const filled = new WeakMap();

export function start() {
  document.addEventListener('change', ({ target }) => isPicker(target) && read(target));
  // Chosen before this module had come.
  for (const input of document.querySelectorAll('input[data-calendar]')) {
    if (isPicker(input) && input.files?.length) read(input);
  }
}

/** @param {EventTarget | null} target @returns {target is HTMLInputElement} */
function isPicker(target) {
  return target instanceof HTMLInputElement && target.dataset.calendar !== undefined;
}

/** @param {HTMLInputElement} input */
async function read(input) {
  const [file] = input.files ?? [];
  const form = document.querySelector(input.dataset.calendar ?? '');
  if (!file || !(form instanceof HTMLFormElement)) return;
  if (file.size > LARGEST) return say(input.dataset.large);
  const parser = await import('../vendor/ical-2.2.1.min.js').catch(() => null);
  if (!parser) return say(input.dataset.unavailable);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const zone = fieldOf(form, 'time_zone')?.value || 'Asia/Tokyo';
  const found = readCalendar(parser.default, bytes, { zone, now: Date.now() });
  if (!found) return say(input.dataset.broken);
  if (found.count === 0) return say(input.dataset.empty);
  fill(form, found.values);
  const words = found.count > 1 ? input.dataset.several : input.dataset.filled;
  say(words?.replace('#', () => found.values.title ?? ''));
}

/** @param {HTMLFormElement} form @param {Record<string, string>} values */
function fill(form, values) {
  const { time_zone, mode, ...texts } = values;
  for (const [name, value] of Object.entries(texts)) {
    const field = fieldOf(form, name);
    if (field && (field.value === '' || field.value === filled.get(field))) {
      write(field, value);
    }
  }
  const isOurs = fieldOf(form, 'starts_at')?.value === texts.starts_at;
  if (time_zone && isOurs) setZone(form, time_zone);
  const chosen = form.querySelector('input[name="mode"]:checked');
  const wanted = form.querySelector(`input[name="mode"][value="${mode}"]`);
  if (!chosen && wanted instanceof HTMLInputElement) wanted.checked = true;
}

/** @param {HTMLInputElement} field @param {string} value */
function write(field, value) {
  field.value = value;
  filled.set(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** The hours are those of the event's own clocks. @param {HTMLFormElement} form @param {string} zone */
function setZone(form, zone) {
  const field = fieldOf(form, 'time_zone');
  const told = form.querySelector('[data-zone]');
  if (!field || field.value === zone) return;
  field.value = zone;
  if (!(told instanceof HTMLElement)) return;
  told.hidden = false;
  told.textContent = told.dataset.zone?.replace('#', () => zone) ?? '';
}

/** @param {HTMLFormElement} form @param {string} name @returns {HTMLInputElement | null} */
function fieldOf(form, name) {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement ? field : null;
}

/** @param {string} [words] */
function say(words = '') {
  const said = document.getElementById('calendar-said');
  if (said) said.textContent = words;
}
