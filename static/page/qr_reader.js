// @ts-check
// Finds the QR code in a picture: the browser's own reader where there is one, else ours. What it says: card_text.js.

import { isWritten } from './charset.js';
import { scriptUrl } from './worker.js';

/**
 * @typedef {import('./card_text.js').Content} Content
 * @typedef {{detect: (image: HTMLCanvasElement) => Promise<{rawValue: string}[]>}} Detector
 */

/** Its text is what the device made of the bytes: such a card is read once more from the bytes themselves. */
const DOUBTFUL = /CHARSET=(?!"?UTF-?8)/iu;
const PATIENCE = 20_000;

/** @type {Promise<Detector | null> | undefined} */
let detector;
/** @type {Worker | undefined} */
let worker;
/** @type {Map<number, {resolve: (found: Content | null) => void, reject: (reason: Error) => void}>} */
const asked = new Map();
let count = 0;

/** Start whatever will read, before the first picture comes. */
export async function warmUp() {
  if (!(await ownDetector())) ours();
}

/**
 * Promise what the QR in the picture says, or null when there is none.
 *
 * isStill: one picture only, searched to the end; else the next frame comes soon.
 * @param {HTMLCanvasElement} picture
 * @param {boolean} isStill
 * @returns {Promise<Content | null>}
 */
export async function readQr(picture, isStill) {
  const own = await ownDetector();
  if (!own) return readOurselves(picture, isStill);
  const [found] = await own.detect(picture).catch(() => []);
  const text = found?.rawValue ?? '';
  if (found && text && isWritten(text) && !DOUBTFUL.test(text)) return { text };
  if (!found && !isStill) return null;
  const again = await readOurselves(picture, true).catch((error) => {
    if (!found) throw error;
  });
  return again ?? (found ? { text } : null);
}

/** @returns {Promise<Detector | null>} */
function ownDetector() {
  detector ??= makeDetector();
  return detector;
}

/** @returns {Promise<Detector | null>} */
async function makeDetector() {
  const { BarcodeDetector } = /** @type {{BarcodeDetector?: any}} */ (
    /** @type {unknown} */ (window)
  );
  const formats = await BarcodeDetector?.getSupportedFormats().catch(() => []);
  return formats?.includes('qr_code') ? new BarcodeDetector({ formats: ['qr_code'] }) : null;
}

/** @param {HTMLCanvasElement} picture @param {boolean} isStill @returns {Promise<Content | null>} */
function readOurselves(picture, isStill) {
  const image = picture.getContext('2d')?.getImageData(0, 0, picture.width, picture.height);
  if (!image) return Promise.resolve(null);
  count += 1;
  const id = count;
  return new Promise((resolve, reject) => {
    asked.set(id, { resolve, reject });
    setTimeout(() => give(id, new Error('the reader did not answer')), PATIENCE);
    ours().postMessage({ id, image, isStill }, [image.data.buffer]);
  });
}

/** @returns {Worker} */
function ours() {
  if (worker) return worker;
  const fresh = new Worker(scriptUrl('qr_worker.js'), { type: 'module' });
  worker = fresh;
  fresh.addEventListener('message', ({ data }) => {
    if (data.error) drop(fresh, data.error);
    else give(data.id, data.found);
  });
  fresh.addEventListener('error', (event) => {
    event.preventDefault();
    drop(fresh, event.message);
  });
  return fresh;
}

/** Not on this device yet, or broken: the next picture starts another. @param {Worker} broken @param {string} reason */
function drop(broken, reason) {
  broken.terminate();
  worker = undefined;
  for (const id of [...asked.keys()]) give(id, new Error(reason));
}

/** @param {number} id @param {Content | null | Error} answer */
function give(id, answer) {
  const waiting = asked.get(id);
  asked.delete(id);
  if (answer instanceof Error) waiting?.reject(answer);
  else waiting?.resolve(answer);
}
