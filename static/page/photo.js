// @ts-check
// A card before the camera: drawn anew on a canvas, so that no place or device travels with it, and saved at once.

import { hasWorker, tell } from './channel.js';
import { say } from './notice.js';
import { sendingOf } from './sending.js';

const AT_ONCE = 4;
const LONG_SIDE = 1600;
const SMALL_SIDE = 200;
const WANTED_BYTES = 300 * 1024;
const SMALL_BYTES = 12 * 1024;
const QUALITY = 0.82;
const LOWEST = 0.4;

/** @typedef {{photo: Blob, photo_small: Blob}} Redrawn */
/** @typedef {{images: HTMLCanvasElement[], photos: Redrawn[]}} Held photos stay empty until they are drawn */

/** What goes with a form, until somebody has it. @type {Map<HTMLFormElement, Held>} */
const held = new Map();

export function start() {
  document.addEventListener('change', ({ target }) => isPhotoInput(target) && sendFiles(target));
  document.addEventListener('htmx:config:request', (event) => {
    const { ctx } = /** @type {CustomEvent} */ (event).detail;
    for (const [name, blob, file] of partsOf(held.get(ctx.sourceElement))) {
      ctx.request.body.append(name, blob, file);
    }
  });
  document.addEventListener('htmx:after:request', (event) => {
    const { ctx } = /** @type {CustomEvent} */ (event).detail;
    // Kept, or refused in words for good: the rest is sent again.
    if (ctx.response.status < 400 || [413, 422].includes(ctx.response.status)) {
      held.delete(ctx.sourceElement);
    }
  });
  // A fetch dies with its page, a message does not (ARCHITECTURE 9.9).
  addEventListener('pagehide', handOver);
  addEventListener(
    'beforeunload',
    (event) => held.size > 0 && !hasWorker() && event.preventDefault(),
  );
  // Chosen before this module had come.
  for (const input of document.querySelectorAll('input[data-photo]')) {
    if (isPhotoInput(input) && input.files?.length) sendFiles(input);
  }
}

/** Answer whether photos of that form are still nowhere but here. @param {HTMLFormElement} form */
export function isHeld(form) {
  return held.has(form);
}

/**
 * Promise these pictures on their way with the form; they stay here until somebody has them.
 * @param {HTMLFormElement} form
 * @param {(ImageBitmap | HTMLCanvasElement)[]} pictures
 */
export async function sendPictures(form, pictures) {
  const images = pictures.map((picture) => draw(picture, LONG_SIDE));
  /** @type {Held} */
  const taken = { images: [...(held.get(form)?.images ?? []), ...images], photos: [] };
  held.set(form, taken);
  taken.photos = await Promise.all(taken.images.map(redrawn));
  sendAgain(form);
}

/** @param {HTMLFormElement} form */
export function sendAgain(form) {
  form.enctype = 'multipart/form-data';
  form.requestSubmit();
}

/** @param {EventTarget | null} target @returns {target is HTMLInputElement} */
function isPhotoInput(target) {
  return target instanceof HTMLInputElement && target.matches('input[type="file"][data-photo]');
}

/** The input has no name, so the file itself, with what the camera wrote into it, never leaves. @param {HTMLInputElement} input */
async function sendFiles(input) {
  // The shutter lies in the dock, outside the form; shutter.js marks the form it means.
  const form =
    input.form ??
    document.querySelector('form[data-aimed]') ??
    document.querySelector('form[data-photo-form]');
  const files = [...(input.files ?? [])].slice(0, AT_ONCE);
  input.value = '';
  if (!(form instanceof HTMLFormElement) || files.length === 0) return;
  const asTaken = { imageOrientation: /** @type {const} */ ('from-image') };
  const bitmaps = await Promise.all(
    files.map((file) => createImageBitmap(file, asTaken).catch(() => null)),
  );
  const pictures = bitmaps.filter((bitmap) => bitmap !== null);
  if (pictures.length < files.length) say('unreadable');
  if (pictures.length > 0) await sendPictures(form, pictures);
  for (const picture of pictures) picture.close();
}

/** Promise the photo as JPEG in two sizes, without anything the camera wrote beside it. @param {HTMLCanvasElement} image @returns {Promise<Redrawn>} */
async function redrawn(image) {
  const photo = await jpeg(image, WANTED_BYTES);
  const photo_small = await jpeg(draw(image, SMALL_SIDE), SMALL_BYTES);
  return { photo, photo_small };
}

/** Give the worker what no request has brought home; there is no time left to wait for an encoder. */
function handOver() {
  if (!hasWorker()) return;
  for (const [form, taken] of held) {
    const { change_id, at } = sendingOf(form);
    const fields = [...new FormData(form), ...partsOf(taken).map(([name, blob]) => [name, blob])];
    tell({ type: 'write', url: form.getAttribute('hx-post') ?? '', fields, change_id, at });
  }
}

/** @param {HTMLCanvasElement} image @returns {Redrawn} */
function redrawnNow(image) {
  return { photo: blobOf(image), photo_small: blobOf(draw(image, SMALL_SIDE)) };
}

/** @param {HTMLCanvasElement} canvas */
function blobOf(canvas) {
  const packed = atob(canvas.toDataURL('image/jpeg', QUALITY).split(',')[1]);
  return new Blob([Uint8Array.from(packed, (letter) => letter.charCodeAt(0))], {
    type: 'image/jpeg',
  });
}

/** What the encoder has not finished, or gave up on, is drawn at once. @param {Held} [taken] @returns {[string, Blob, string][]} */
function partsOf(taken = { images: [], photos: [] }) {
  const { images, photos } = taken;
  const ready = photos.length === images.length ? photos : images.map(redrawnNow);
  return ready.flatMap(({ photo, photo_small }) => [
    ['photo', photo, 'photo.jpg'],
    ['photo_small', photo_small, 'small.jpg'],
  ]);
}

/** @param {ImageBitmap | HTMLCanvasElement} image @param {number} side the longer one, in pixels */
function draw(image, side) {
  const scale = Math.min(1, side / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new TypeError('no canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/**
 * Promise a JPEG of about that size: when the first is too large, its size tells the quality of the second.
 * @param {HTMLCanvasElement} canvas
 * @param {number} wanted in bytes
 * @returns {Promise<Blob>}
 */
async function jpeg(canvas, wanted) {
  const first = await encoded(canvas, QUALITY);
  if (first.size <= wanted) return first;
  return encoded(canvas, Math.max(LOWEST, QUALITY * (wanted / first.size) ** 0.8));
}

/** @param {HTMLCanvasElement} canvas @param {number} quality @returns {Promise<Blob>} */
function encoded(canvas, quality) {
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new TypeError('no JPEG'))),
      'image/jpeg',
      quality,
    ),
  );
}
