// @ts-check
// Reading the QR of a card: looks through the camera or into a picture, fills the form for a look, saves nothing itself.

import { closeCamera, isLive, openCamera, shown, tellAbout } from './camera.js';
import { cardText } from './card_text.js';
import { fill } from './qr_form.js';
import { readQr, warmUp } from './qr_reader.js';

const PAUSE = 120;
const FRAME_SIDE = 1000;
const PICTURE_SIDE = 2400;

let isScanning = false;

export async function start() {
  document.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.matches('input[data-picture]')) look(target);
  });
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('[data-scan]')) scan();
  });
  warmUp();
  const early = document.querySelector('input[data-picture]');
  if (early instanceof HTMLInputElement && early.files?.length) return look(early);
  // A refused form is on the page: it is mended before anything else is read.
  if (document.getElementById('found')?.hidden) scan();
}

/** Look through the camera until something is read. */
async function scan() {
  turn(false);
  tellAbout('qr');
  isScanning = true;
  await openCamera();
  while (isScanning) {
    if (isLive() && !document.hidden) await tryFrame();
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

async function tryFrame() {
  try {
    const found = await readQr(shown(FRAME_SIDE), false);
    if (found && isScanning) take(found);
  } catch {
    isScanning = false;
    closeCamera();
    tellAbout('noReader');
  }
}

/** A picture of a QR. @param {HTMLInputElement} input */
async function look(input) {
  const [file] = input.files ?? [];
  input.value = '';
  if (!file) return;
  tellAbout('reading');
  const picture = await pictureOf(file);
  if (!picture) return tellAbout('unreadable');
  try {
    const found = await readQr(picture, true);
    if (found) take(found);
    else tellAbout('notFound');
  } catch {
    tellAbout('noReader');
  }
}

/** @param {File} file @returns {Promise<HTMLCanvasElement | null>} null for what is no picture */
async function pictureOf(file) {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(
    () => null,
  );
  if (!bitmap) return null;
  const scale = Math.min(1, PICTURE_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  // What shines through is paper.
  if (context) context.fillStyle = '#fff';
  context?.fillRect(0, 0, canvas.width, canvas.height);
  context?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
}

/** @param {import('./card_text.js').Content} content */
function take(content) {
  const { kind, fields } = cardText(content);
  tellAbout(kind);
  if (kind === 'binary' || kind === 'empty') return;
  isScanning = false;
  closeCamera();
  fill(fields, kind);
  turn(true);
  const save = document.querySelector('[data-when-found][type="submit"]');
  if (save instanceof HTMLElement) save.focus();
}

/** Scanning, or looking at what was found. @param {boolean} isFound */
function turn(isFound) {
  for (const element of document.querySelectorAll('#found, [data-when-found]')) {
    if (element instanceof HTMLElement) element.hidden = !isFound;
  }
  for (const element of document.querySelectorAll('[data-camera] .frame, [data-when-scanning]')) {
    if (element instanceof HTMLElement) element.hidden = isFound;
  }
}
