// @ts-check
// A toast offers 元に戻す for six seconds, longer while somebody is on it.

const SECONDS = 6;

export function start() {
  document.addEventListener('htmx:after:swap', () => {
    for (const toast of document.querySelectorAll('.toast:not([data-timed])')) {
      if (toast instanceof HTMLElement) time(toast);
    }
  });
}

/** @param {HTMLElement} toast */
function time(toast) {
  toast.dataset.timed = 'true';
  setTimeout(
    () => (toast.matches(':hover, :focus-within') ? time(toast) : toast.remove()),
    SECONDS * 1000,
  );
}
