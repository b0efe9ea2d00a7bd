// @ts-check
// Keeps the place of the list beside a detail page: the same people stay under the eye (ARCHITECTURE 9.23).

const KEY = 'list-scroll';

export function start() {
  const list = document.querySelector('.list');
  if (!(list instanceof HTMLElement)) return;
  addEventListener('pagehide', () => sessionStorage.setItem(KEY, `${room()} ${list.scrollTop}`));
  const [kept, top] = (sessionStorage.getItem(KEY) ?? '').split(' ');
  if (kept === room()) list.scrollTop = Number(top);
  const current = list.querySelector('[aria-current="page"]');
  // Between neighbours; but who is in view already stays where the eye is.
  if (current && !isInView(current, list)) current.scrollIntoView({ block: 'center' });
}

/** @param {Element} row @param {Element} list */
function isInView(row, list) {
  const [inner, outer] = [row.getBoundingClientRect(), list.getBoundingClientRect()];
  return inner.top >= outer.top && inner.bottom <= outer.bottom;
}

/** The first part of the URL; nothing personal is remembered. */
function room() {
  return location.pathname.split('/')[1] ?? '';
}
