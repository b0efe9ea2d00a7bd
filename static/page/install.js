// @ts-check
// Offers to install where a page has a place for it: our button on Android and desktop, three steps on iPhone.

/** @type {any} */
let kept = null;

export function start() {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    kept = event;
    show();
  });
  addEventListener('appinstalled', () => {
    kept = null;
    show();
  });
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('[data-install]')) kept?.prompt();
  });
  show();
}

function show() {
  const isApp = matchMedia('(display-mode: standalone)').matches;
  const isPhoneOfApple = /iPhone|iPad/u.test(navigator.userAgent);
  for (const place of document.querySelectorAll('[data-device="install"]')) {
    if (!(place instanceof HTMLElement)) continue;
    place.dataset.state = isPhoneOfApple ? 'steps' : 'button';
    place.hidden = isApp || !(kept || isPhoneOfApple);
  }
}
