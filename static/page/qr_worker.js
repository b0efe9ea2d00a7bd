// @ts-check
// Reads QR codes beside the page, in a worker of its own: WebAssembly runs under this script's policy only.

import { prepareZXingModule, readBarcodes } from '../vendor/zxing-wasm-3.1.4/reader/index.js';

const WASM = new URL('../vendor/zxing-wasm-3.1.4/zxing_reader.wasm', import.meta.url).href;
/** Of a card held still; a camera frame comes again at once and need not be searched to the end. */
const STILL = { tryHarder: true, tryRotate: true, tryInvert: true, tryDownscale: true };
const MOVING = { tryHarder: false, tryRotate: true, tryInvert: true, tryDownscale: true };

const ready = prepareZXingModule({
  overrides: { locateFile: () => WASM },
  fireImmediately: true,
});

addEventListener('message', async ({ data }) => {
  const { id, image, isStill } = data;
  try {
    await ready;
    const options = { formats: ['QRCode'], maxNumberOfSymbols: 1, ...(isStill ? STILL : MOVING) };
    const [found] = await readBarcodes(image, options);
    const { text, bytes, hasECI, contentType } = found ?? {};
    // A code that names its charset is read by that name; the bytes alone no longer tell it.
    const content = { text, bytes: hasECI ? null : bytes, isBinary: contentType === 'Binary' };
    postMessage({ id, found: found ? content : null });
  } catch (error) {
    postMessage({ id, error: String(error) });
  }
});
