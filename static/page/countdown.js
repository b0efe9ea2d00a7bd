// @ts-check
// Keeps 残り true by the minute. Its words are patterns on #notice; a reader is not told each minute.

const MINUTE = 60_000;
const DAY = 24 * 60;

export function start() {
  setInterval(draw, MINUTE);
  addEventListener('pageshow', ({ persisted }) => persisted && draw());
  document.addEventListener('visibilitychange', () => !document.hidden && draw());
}

function draw() {
  for (const element of document.querySelectorAll('[data-due]')) {
    const due = Date.parse(element.getAttribute('data-due') ?? '');
    if (Number.isNaN(due)) continue;
    const minutes = Math.floor((due - Date.now()) / MINUTE);
    const text = remainingText(minutes);
    const place = element.querySelector('.left-text') ?? element;
    if (text && place.textContent !== text) place.textContent = text;
    const percent = `${Math.max(0, Math.min(100, Math.round((minutes / DAY) * 100)))}%`;
    element.querySelector('.left-rest')?.setAttribute('width', percent);
  }
}

/** The rule is domain/moment remaining_text. @param {number} minutes */
function remainingText(minutes) {
  const { leftPassed, leftDays, leftHours, leftMinutes } =
    document.getElementById('notice')?.dataset ?? {};
  if (minutes < 0) return leftPassed;
  if (minutes >= 2 * DAY) return leftDays?.replace('#n', String(Math.floor(minutes / DAY)));
  if (minutes < 60) return leftMinutes?.replace('#n', String(minutes));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return leftHours?.replace('#h', String(hours)).replace('#n', String(rest));
}
