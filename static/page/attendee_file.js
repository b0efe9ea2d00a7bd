// @ts-check
// An attendee list from a file: its bytes become text here, and go the same way as a paste. Keeps what was typed.

const MOST_BYTES = 1024 * 1024;
/** What spreadsheets and other programs begin with: zip (xlsx), the old xls, PDF. */
const NOT_TEXT = ['504b0304', 'd0cf11e0', '25504446'];

/** @type {WeakMap<Element, string>} form to the text of the file that is on its way */
const leaving = new WeakMap();

export function start() {
  document.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.type !== 'file') return;
    const form = target.form;
    if (form?.hasAttribute('data-list-file')) void send(form, target);
  });
  document.addEventListener('submit', stopTooLong, { capture: true });
  document.addEventListener('htmx:config:request', (event) => {
    const { ctx } = /** @type {CustomEvent} */ (event).detail;
    const text = leaving.get(ctx.sourceElement);
    if (text === undefined) return;
    leaving.delete(ctx.sourceElement);
    ctx.request.body.set('text', text);
  });
}

/** @param {HTMLFormElement} form @param {HTMLInputElement} input */
async function send(form, input) {
  const [file] = input.files ?? [];
  input.value = '';
  say(form, '');
  if (!file) return;
  if (file.size > MOST_BYTES) {
    say(form, form.dataset.tooLarge);
    return;
  }
  const text = decoded(new Uint8Array(await file.arrayBuffer()));
  if (text === null) say(form, form.dataset.notText);
  else {
    leaving.set(form, text);
    form.requestSubmit();
  }
}

/** What nobody can read at once need not travel; the text stays where it was pasted. @param {SubmitEvent} event */
function stopTooLong(event) {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.hasAttribute('data-list-file')) return;
  if (leaving.has(form)) return;
  const field = form.querySelector('textarea');
  const isTooLong = (field?.value.length ?? 0) > Number(form.dataset.most);
  say(form, isTooLong ? form.dataset.tooLong : '');
  if (!isTooLong) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

/**
 * Promise the text of UTF-8, UTF-16 with its mark, or CP932 as Japanese Excel writes it; null for anything else.
 * @param {Uint8Array} bytes
 */
function decoded(bytes) {
  const head = [...bytes.slice(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if (NOT_TEXT.includes(head)) return null;
  if (head.startsWith('fffe')) return inWords('utf-16le', bytes);
  if (head.startsWith('feff')) return inWords('utf-16be', bytes);
  return inWords('utf-8', bytes) ?? inWords('shift_jis', bytes);
}

/** @param {string} encoding @param {Uint8Array} bytes */
function inWords(encoding, bytes) {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\u0000') ? null : text;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** @param {HTMLFormElement} form @param {string} [words] */
function say(form, words = '') {
  const place = form.querySelector('[data-device="list-file"]');
  if (place) place.textContent = words;
}
