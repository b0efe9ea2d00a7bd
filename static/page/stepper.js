// @ts-check
// − and + beside a number: they change what is typed and send the form. The number itself may be typed as well.

export function start() {
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button[data-step]') : null;
    if (button instanceof HTMLButtonElement) step(button);
  });
  document.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.closest('.stepper'))
      target.form?.requestSubmit();
  });
}

/** @param {HTMLButtonElement} button */
function step(button) {
  const field = button.parentElement?.querySelector('input');
  if (!field) return;
  const number = Number.parseInt(field.value.normalize('NFKC'), 10) || 0;
  const wanted = Math.max(1, number + Number(button.dataset.step));
  if (String(wanted) === field.value) return;
  field.value = String(wanted);
  field.form?.requestSubmit();
}
