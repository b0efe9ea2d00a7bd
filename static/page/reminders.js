// @ts-check
// Notifications on this device: asked for by a tap, told to the server, taken back. Words are in the templates.

const ADDRESS = '/settings/reminders/subscription';

export function start() {
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('[data-push-act]') : null;
    if (button instanceof HTMLElement) void act(button.dataset.pushAct === 'subscribe');
  });
  document.addEventListener('htmx:after:swap', () => void draw());
  return draw();
}

/** @param {boolean} isWanted */
async function act(isWanted) {
  try {
    await (isWanted ? subscribe() : unsubscribe());
    await draw();
  } catch {
    // The browser's own service, or ours, could not be reached, or refused: nothing is set up, and the page says so.
    show('failed');
  }
}

async function subscribe() {
  const manager = await pushManager();
  if (!manager || (await Notification.requestPermission()) !== 'granted') return;
  const applicationServerKey = part()?.dataset.push ?? '';
  const made = await manager.subscribe({ userVisibleOnly: true, applicationServerKey });
  const { endpoint, keys } = made.toJSON();
  const told = await tell(ADDRESS, { endpoint, p256dh: keys?.p256dh, auth: keys?.auth });
  if (told) return;
  await made.unsubscribe();
  throw new Error('not told');
}

async function unsubscribe() {
  const subscription = await (await pushManager())?.getSubscription();
  if (!subscription) return;
  await tell(`${ADDRESS}/ending`, { endpoint: subscription.endpoint });
  await subscription.unsubscribe();
}

/** Promise whether the server took it. @param {string} url @param {Record<string, string | undefined>} values */
async function tell(url, values) {
  const body = new URLSearchParams(
    Object.entries(values).map(([name, value]) => [name, value ?? '']),
  );
  const answer = await fetch(url, { method: 'POST', body, headers: { 'HX-Request': 'true' } });
  return answer.ok;
}

async function draw() {
  if (!part()) return;
  const manager = await pushManager();
  if (!manager) show('missing');
  else if (Notification.permission === 'denied') show('denied');
  else show((await manager.getSubscription()) ? 'on' : 'off');
}

/** Without a worker nothing could be shown: on a shared computer, and where browsers have none. */
async function pushManager() {
  if (!('Notification' in window)) return null;
  return (await navigator.serviceWorker?.getRegistration())?.pushManager ?? null;
}

function part() {
  const found = document.querySelector('[data-push]');
  return found instanceof HTMLElement ? found : null;
}

/** @param {string} state */
function show(state) {
  for (const element of part()?.querySelectorAll('[data-push-state]') ?? []) {
    if (!(element instanceof HTMLElement)) continue;
    element.hidden = !element.dataset.pushState?.split(' ').includes(state);
  }
}
