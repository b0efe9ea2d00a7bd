// @ts-check
// The question card follows a thumb: a swipe presses 次の質問 or 前, which do the same for everybody else.

const FAR = 48;

export function start() {
  /** @type {{x: number, y: number} | null} */
  let from = null;
  document.addEventListener('pointerdown', ({ target, clientX, clientY, isPrimary }) => {
    const isCard = target instanceof Element && target.closest('[data-swipe]') !== null;
    from = isCard && isPrimary ? { x: clientX, y: clientY } : null;
  });
  document.addEventListener('pointerup', ({ clientX, clientY }) => {
    if (!from) return;
    const [across, down] = [clientX - from.x, clientY - from.y];
    from = null;
    if (Math.abs(across) > FAR && Math.abs(across) > 2 * Math.abs(down)) turn(across < 0);
  });
  document.addEventListener('pointercancel', () => {
    from = null;
  });
}

/** @param {boolean} isForward */
function turn(isForward) {
  document.getElementById(isForward ? 'question-next' : 'question-before')?.click();
}
