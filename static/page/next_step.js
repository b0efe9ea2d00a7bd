// @ts-check
// The weekday of a date, said beside it as it is chosen.

export function start() {
  document.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLInputElement && target.type === 'date') sayWeekday(target);
  });
}

/** @param {HTMLInputElement} input */
function sayWeekday(input) {
  const words = input.closest('[data-weekdays]')?.getAttribute('data-weekdays')?.split(' ') ?? [];
  const shown = input.parentElement?.querySelector('.weekday');
  const day = new Date(`${input.value}T00:00:00Z`).getUTCDay();
  if (shown) shown.textContent = words[day] ? `(${words[day]})` : '';
}
