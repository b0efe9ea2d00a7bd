// @ts-check
// Keeps the place of the list beside a detail page: the same people stay under the eye (ARCHITECTURE 9.23).

const KEY = 'list-scroll';

export function start() {
  const list = document.querySelector('.list');
  if (!(list instanceof HTMLElement)) return;
  addEventListener('pagehide', () => sessionStorage.setItem(KEY, `${room()} ${list.scrollTop}`));
  const [kept, top] = (sessionStorage.getItem(KEY) ?? '').split(' ');
  if (kept === room()) list.scrollTop = Number(top);
  list.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest' });
}

/** The first part of the URL; nothing personal is remembered. */
function room() {
  return location.pathname.split('/')[1] ?? '';
}
