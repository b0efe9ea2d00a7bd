// @ts-check
// Notifications on this device: offered beside the first thanks, asked for by a tap, told to the server, taken back.
// Words are in the templates.

const ADDRESS = '/settings/reminders/subscription';
const KEY = '/settings/reminders/key';
/** Who declined an offer is never asked again on this device; settings still have the switch. */
const DECLINED = 'enishi-reminders-declined';

export function start() {
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('[data-push-act]') : null;
    if (button instanceof HTMLElement) void act(button.dataset.pushAct ?? '');
  });
  document.addEventListener('htmx:after:swap', () => void draw());
  return draw();
}

/** @param {string} wish */
async function act(wish) {
  if (wish === 'decline') localStorage.setItem(DECLINED, 'yes');
  try {
    if (wish === 'subscribe') await subscribe();
    if (wish === 'unsubscribe') await unsubscribe();
    await draw(wish);
  } catch {
    // The browser's own service, or ours, could not be reached, or refused: nothing is set up, and the page says so.
    show('failed');
  }
}

async function subscribe() {
  const manager = await pushManager();
  if (!manager || (await Notification.requestPermission()) !== 'granted') return;
  const applicationServerKey = part()?.dataset.push || (await serverKey());
  const made = await manager.subscribe({ userVisibleOnly: true, applicationServerKey });
  const { endpoint, keys } = made.toJSON();
  const told = await tell(ADDRESS, { endpoint, p256dh: keys?.p256dh, auth: keys?.auth });
  if (told) return;
  await made.unsubscribe();
  throw new Error('not told');
}

/** A page that the worker made knows no key of the server. */
async function serverKey() {
  const answer = await fetch(KEY, { headers: { 'HX-Request': 'true' } });
  if (!answer.ok) throw new Error('no key');
  return answer.text();
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

async function draw(wish = '') {
  if (!part()) return;
  const state = await stateNow();
  const isOffer = part()?.dataset.pushOffer !== undefined;
  if (isOffer && state === 'on' && wish === 'subscribe') show('told');
  else if (isOffer && (localStorage.getItem(DECLINED) || !navigator.onLine)) show('');
  else show(state);
}

async function stateNow() {
  const manager = await pushManager();
  if (!manager) return 'missing';
  if (Notification.permission === 'denied') return 'denied';
  return (await manager.getSubscription()) ? 'on' : 'off';
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
  const own = part();
  for (const element of [own, ...(own?.querySelectorAll('[data-push-state]') ?? [])]) {
    if (!(element instanceof HTMLElement) || element.dataset.pushState === undefined) continue;
    element.hidden = !element.dataset.pushState?.split(' ').includes(state);
  }
}
