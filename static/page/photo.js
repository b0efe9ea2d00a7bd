// @ts-check
// A card before the camera: drawn anew on a canvas, so that no place or device travels with it, and saved at once.

import { say } from './notice.js';

const AT_ONCE = 4;
const LONG_SIDE = 1600;
const SMALL_SIDE = 200;
const WANTED_BYTES = 300 * 1024;
const SMALL_BYTES = 12 * 1024;
const QUALITY = 0.82;
const LOWEST = 0.4;

/** @typedef {{photo: Blob, photo_small: Blob}} Redrawn */

/** @type {WeakMap<Element, Redrawn[]>} */
const leaving = new WeakMap();

export function start() {
  document.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.matches('input[type="file"][data-photo]')) {
      send(target);
    }
  });
  document.addEventListener('htmx:config:request', (event) => {
    const { ctx } = /** @type {CustomEvent} */ (event).detail;
    const photos = leaving.get(ctx.sourceElement) ?? [];
    leaving.delete(ctx.sourceElement);
    for (const { photo, photo_small } of photos) {
      ctx.request.body.append('photo', photo, 'photo.jpg');
      ctx.request.body.append('photo_small', photo_small, 'small.jpg');
    }
  });
}

/** The input has no name, so the file itself, with what the camera wrote into it, never leaves. @param {HTMLInputElement} input */
async function send(input) {
  // The shutter lies in the dock, outside the form.
  const form = input.form ?? document.querySelector('form[data-photo-form]');
  const files = [...(input.files ?? [])].slice(0, AT_ONCE);
  input.value = '';
  if (!(form instanceof HTMLFormElement) || files.length === 0) return;
  try {
    leaving.set(form, await Promise.all(files.map(redrawn)));
  } catch {
    say('unreadable');
    return;
  }
  form.enctype = 'multipart/form-data';
  form.requestSubmit();
}

/** Promise the photo as JPEG in two sizes, without anything the camera wrote beside it. @param {Blob} file @returns {Promise<Redrawn>} */
async function redrawn(file) {
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const large = draw(image, LONG_SIDE);
  const photo = await jpeg(large, WANTED_BYTES);
  const photo_small = await jpeg(draw(image, SMALL_SIDE), SMALL_BYTES);
  image.close();
  return { photo, photo_small };
}

/** @param {ImageBitmap} image @param {number} side the longer one, in pixels */
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
