// @ts-check
// GET /photos/<sha256>: the whole picture, else the small copy, else what the network has. Uploads are in sync/photos.

import { AppError } from '../errors.js';
import { photoBytes } from '../store/photos.js';

/** @param {import('../answer.js').Context} ctx */
export async function show(ctx) {
  const { sha256 } = ctx.params;
  const file = await photoBytes(ctx.db, sha256);
  if (file.bytes) return picture(file.bytes);
  const reply = await fetch(ctx.url).catch(() => null);
  if (reply?.ok) return reply;
  if (file.small) return picture(file.small);
  throw new AppError(reply?.status === 404 ? 'not_found' : 'offline');
}

/** @param {ArrayBuffer} bytes */
function picture(bytes) {
  return new Response(bytes, {
    headers: {
      'Content-Type': 'image/jpeg',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Content-Disposition': 'inline',
    },
  });
}
