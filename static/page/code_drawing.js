// @ts-check
// Text -> a QR code in an SVG of the page. What the text says, and when it is drawn: link_code.js.

import { encodeQR } from '../vendor/qr-0.7.0.js';

/** What readers expect around a code, in modules (ISO/IEC 18004). */
const QUIET = 4;
/** A long text in a small code is better off with larger modules than with more repair. */
const LONG = 150;

/**
 * Draw text as a QR code into an SVG: one path, with the quiet zone around it.
 * @param {Element} drawing
 * @param {string} text
 */
export function drawCode(drawing, text) {
  const rows = encodeQR(text, 'raw', { ecc: text.length > LONG ? 'low' : 'medium', border: QUIET });
  drawing.setAttribute('viewBox', `0 0 ${rows.length} ${rows.length}`);
  drawing.querySelector('path')?.setAttribute('d', rows.map(pathOf).join(''));
}

/** Dark modules that touch are one rectangle: hairlines between them would confuse a reader. @param {boolean[]} row @param {number} y */
function pathOf(row, y) {
  const runs = row.map((isDark) => (isDark ? '1' : '0')).join('');
  return [...runs.matchAll(/1+/gu)]
    .map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`)
    .join('');
}
