// @ts-check
// People of a call, one after another: when one is kept, the cursor waits in the name of the next (R50).

export function start() {
  document.addEventListener('htmx:after:swap', (event) => {
    const { ctx } = /** @type {CustomEvent} */ (event).detail;
    const form = ctx?.request?.form;
    if (!(form instanceof HTMLFormElement) || !form.hasAttribute('data-quick')) return;
    const next = document.querySelector('[data-quick] input:not([type="hidden"])');
    if (next instanceof HTMLInputElement) next.focus();
  });
}
