// @ts-check
// A message leaves by the way that is chosen; on coming back one is asked whether it was sent. Its words are the page's.

/** As in domain/channel: some mail programs cut an address near 2,000 characters. */
const LONGEST_MAILTO = 1800;
const HAS_LINE = matchMedia('(pointer: coarse)');
let hasLeft = false;

export function start() {
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('#open-way')) leave(event);
    else if (target?.closest('[data-copy]')) copy('copied');
    else if (target?.closest('[data-share]')) share();
    else if (target?.closest('[data-not-yet]')) ask(false);
  });
  document.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.name === 'channel') showWay();
  });
  document.addEventListener('keydown', key);
  document.addEventListener('visibilitychange', () => !document.hidden && back());
  addEventListener('focus', back);
  document.addEventListener('htmx:after:swap', redraw);
  redraw();
}

/** What is not asked of the server: sharing where it exists, the button of the chosen way. */
function redraw() {
  const button = document.querySelector('[data-share]');
  if (button instanceof HTMLElement) button.hidden = !('share' in navigator);
  const place = document.getElementById('draft-state')?.dataset.place;
  const body = field('body');
  if (place) body?.setAttribute('aria-invalid', 'true');
  else body?.removeAttribute('aria-invalid');
  showWay();
}

/** @param {string} id */
function field(id) {
  const found = document.getElementById(id);
  return found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement ? found : null;
}

/** @returns {HTMLInputElement | null} */
function chosenWay() {
  return document.querySelector('#draft-form input[name="channel"]:checked');
}

/** LINE opens with a text on telephones only (REQUIREMENTS 4). */
function isByClipboard() {
  const way = chosenWay();
  if (way?.value === 'line') return !HAS_LINE.matches;
  return !way?.dataset.base;
}

function showWay() {
  const way = chosenWay();
  const words = document.querySelector('#open-way > span');
  if (!way || !words) return;
  const other = document.getElementById('channel-other');
  words.textContent = (isByClipboard() ? other?.dataset.action : way.dataset.action) ?? '';
  const subject = document.querySelector('[data-with-subject]');
  if (subject instanceof HTMLElement) subject.hidden = !['mail', 'other'].includes(way.value);
  for (const hint of document.querySelectorAll('[data-for]')) {
    if (hint instanceof HTMLElement) hint.hidden = hint.dataset.for !== way.value;
  }
}

/** @param {Event} event */
function leave(event) {
  const way = chosenWay();
  if (!way) return;
  event.preventDefault();
  bringUpToDate();
  hasLeft = true;
  if (isByClipboard()) {
    copy('copied');
    ask(true);
    return;
  }
  const [subject, body] = [field('subject')?.value ?? '', field('body')?.value ?? ''];
  const base = way.dataset.base ?? '';
  const url = urlOf(way.value, base, subject, body);
  const isShort = way.value === 'mail' && !url.includes('&body=');
  if (isShort || way.value === 'sns') copy('copiedFirst');
  if (url.startsWith('https:')) window.open(url, '_blank', 'noopener');
  else location.href = url;
}

/**
 * Promise where a way leads with these words; the rules are those of domain/channel.
 * @param {string} way
 * @param {string} base
 * @param {string} subject
 * @param {string} body
 */
export function urlOf(way, base, subject, body) {
  if (way === 'mail') {
    const withSubject = `${base}?subject=${percent(subject)}`;
    const whole = `${withSubject}&body=${percent(body.replace(/\r?\n/gu, '\r\n'))}`;
    return whole.length <= LONGEST_MAILTO ? whole : withSubject;
  }
  if (way === 'line') return `https://line.me/R/share?text=${percent(body)}`;
  if (way === 'sms') return `${base.replace(/^tel:/u, 'sms:')}?&body=${percent(body)}`;
  return base;
}

/** @param {string} text */
function percent(text) {
  const encoded = (/** @type {string} */ mark) =>
    `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/[!'()*]/gu, encoded);
}

/** A page left open overnight says 本日 of yesterday: the day is put right as the message leaves (R40). */
function bringUpToDate() {
  const form = document.getElementById('draft-form');
  const body = field('body');
  /** @type {{until: string, words: string}[]} */
  const days = JSON.parse(form?.dataset.days ?? '[]');
  const now = new Date().toISOString();
  const right = days.find(({ until }) => !until || now < until)?.words;
  if (!body || !right) return;
  const lines = body.value.split('\n').map((line) => {
    const found = days.find(({ words }) => line.startsWith(words));
    return found ? right + line.slice(found.words.length) : line;
  });
  const text = lines.join('\n');
  if (text === body.value) return;
  body.value = text;
  body.dispatchEvent(new Event('input', { bubbles: true }));
}

/** @param {'copied' | 'copiedFirst'} words */
async function copy(words) {
  bringUpToDate();
  const body = field('body');
  const said = document.getElementById('way-said');
  if (!body || !said) return;
  try {
    await navigator.clipboard.writeText(body.value);
    said.textContent = said.dataset[words] ?? '';
  } catch (error) {
    if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
    body.focus();
    body.select();
    said.textContent = said.dataset.notCopied ?? '';
  }
}

async function share() {
  bringUpToDate();
  try {
    await navigator.share({ text: field('body')?.value ?? '' });
    ask(true);
  } catch (error) {
    // Somebody closed the sheet.
    if (!(error instanceof DOMException)) throw error;
  }
}

function back() {
  if (hasLeft) ask(true);
}

/** @param {boolean} isAsked */
function ask(isAsked) {
  hasLeft = false;
  const asked = document.querySelector('[data-asked]');
  if (asked instanceof HTMLElement) asked.hidden = !isAsked;
}

/** In the text Escape gives the single keys back, Ctrl+Enter says that it was sent. @param {KeyboardEvent} event */
function key(event) {
  const { target } = event;
  if (event.isComposing || event.keyCode === 229) return;
  if (!(target instanceof HTMLElement) || !target.closest('#draft-form')) return;
  if (event.key === 'Escape') target.blur();
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    const sent = document.querySelector('button[form="draft-form"][name="sent"]');
    if (sent instanceof HTMLButtonElement) sent.click();
  }
}
