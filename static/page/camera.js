// @ts-check
// The live camera in a capture page: opens, closes while nobody looks, lights up, hands out what the frame shows.

/** Enough for small print on a card; a phone held upright gives the shorter side across. */
const WANTED = {
  audio: false,
  video: { facingMode: { ideal: 'environment' }, width: { ideal: 2560 }, height: { ideal: 1440 } },
};
/** @type {Record<string, string>} why there is no camera, to the name of its words */
const REASONS = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

/** @type {MediaStream | null} */
let stream = null;
let isWanted = false;
/** How many sentences were said: a camera that answers late does not cover newer words, such as those about a picture. */
let told = 0;

/** Answer whether the camera shows something right now. */
export function isLive() {
  return stream !== null && video().videoWidth > 0;
}

/**
 * Promise the camera shown in its frame for as long as the page is seen, or words about why it is not.
 * @returns {Promise<boolean>} whether it is live
 */
export async function openCamera() {
  if (!isWanted) addEventListeners();
  isWanted = true;
  return live();
}

/** The frame goes dark until openCamera is called again. */
export function closeCamera() {
  isWanted = false;
  sleep();
}

/** Say one of the sentences that stand in contacts/_camera.html. @param {string} name as in its dataset; "" for silence */
export function tellAbout(name) {
  const words = document.getElementById('camera-words');
  told += 1;
  if (words) words.textContent = name ? (words.dataset[name] ?? '') : '';
}

/**
 * Promise a picture of what the frame shows, no larger than the camera saw it.
 * @param {number} [longest] the longer side, in pixels
 * @returns {HTMLCanvasElement}
 */
export function shown(longest = Number.POSITIVE_INFINITY) {
  const seen = video();
  const scale = Math.max(seen.clientWidth / seen.videoWidth, seen.clientHeight / seen.videoHeight);
  const [width, height] = [seen.clientWidth / scale, seen.clientHeight / scale];
  const smaller = Math.min(1, longest / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * smaller);
  canvas.height = Math.round(height * smaller);
  const [x, y] = [(seen.videoWidth - width) / 2, (seen.videoHeight - height) / 2];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context?.drawImage(seen, x, y, width, height, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function addEventListeners() {
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) sleep();
    else if (isWanted) live();
  });
  addEventListener('pagehide', sleep);
  addEventListener('pageshow', ({ persisted }) => persisted && isWanted && live());
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('[data-torch]')) switchTorch();
  });
}

async function live() {
  if (stream) return true;
  const heard = told;
  if (!navigator.mediaDevices?.getUserMedia) return missing('missing', heard);
  try {
    const opened = await navigator.mediaDevices.getUserMedia(WANTED);
    // The page was left, or asked twice, while a person was still reading the question.
    if (stream || !isWanted || document.hidden) {
      stop(opened);
      return stream !== null;
    }
    stream = opened;
    await show(opened);
    return true;
  } catch (error) {
    return missing(REASONS[/** @type {Error} */ (error).name] ?? 'missing', heard);
  }
}

/** @param {MediaStream} opened */
async function show(opened) {
  const [track] = opened.getVideoTracks();
  track.addEventListener('ended', sleep);
  video().srcObject = opened;
  video().hidden = false;
  await video().play();
  const { torch } = /** @type {{torch?: boolean}} */ (track.getCapabilities?.() ?? {});
  for (const button of document.querySelectorAll('[data-torch]')) {
    if (button instanceof HTMLElement) button.hidden = !torch;
  }
  turn(true);
}

/** @param {string} reason @param {number} heard what had been told when the camera was asked @returns {false} */
function missing(reason, heard) {
  sleep();
  if (told === heard) tellAbout(reason);
  return false;
}

function sleep() {
  if (stream) stop(stream);
  stream = null;
  video().srcObject = null;
  video().hidden = true;
  for (const button of document.querySelectorAll('[data-torch]')) {
    if (button instanceof HTMLElement) button.hidden = true;
    button.setAttribute('aria-pressed', 'false');
  }
  turn(false);
}

/** @param {MediaStream} opened */
function stop(opened) {
  for (const track of opened.getTracks()) track.stop();
}

/** What is for a live camera, and what is there instead of one. @param {boolean} isOn */
function turn(isOn) {
  for (const element of document.querySelectorAll('[data-with-camera], [data-without-camera]')) {
    if (element instanceof HTMLElement) element.hidden = 'withCamera' in element.dataset !== isOn;
  }
}

async function switchTorch() {
  const button = document.querySelector('[data-torch]');
  const [track] = stream?.getVideoTracks() ?? [];
  if (!track || !button) return;
  const isOn = button.getAttribute('aria-pressed') !== 'true';
  /** @type {any} torch is no property that tsc knows */
  const wish = { advanced: [{ torch: isOn }] };
  await track.applyConstraints(wish).catch(() => {});
  button.setAttribute('aria-pressed', String(isOn));
}

/** @returns {HTMLVideoElement} */
function video() {
  return /** @type {HTMLVideoElement} */ (document.querySelector('[data-camera] video'));
}
