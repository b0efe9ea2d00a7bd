// @ts-check
// Nothing happens while somebody composes Japanese text: one input event comes when the composition ends.

export function start() {
  addEventListener('input', hold, { capture: true });
  addEventListener('compositionend', release, { capture: true });
  addEventListener('keydown', holdKey, { capture: true });
}

/** @param {Event} event */
function hold(event) {
  if (event instanceof InputEvent && event.isComposing) event.stopImmediatePropagation();
}

/** @param {Event} event */
function release({ target }) {
  // After the browser's own events: Safari ends a composition out of order.
  setTimeout(() => target?.dispatchEvent(new Event('input', { bubbles: true })));
}

/** @param {KeyboardEvent} event */
function holdKey(event) {
  // Enter that ends a composition must not reach a listener that would send the form.
  if (isComposing(event) && event.key === 'Enter') event.stopImmediatePropagation();
}

/** Answer whether the key belongs to a composition. @param {KeyboardEvent} event */
export function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}
