// Stands in for static/worker/version.js, which the office makes (ARCHITECTURE 9.26), and for the worker's surroundings.
// Import it before anything that reaches for the version.

import { register } from 'node:module';
import './stage.js';

const source = `
export const version = 'test00000000';
export const files = { 'css/base.css': 'aa', 'page/main.js': 'bb', 'worker/router.js': 'cc' };
export const page_headers = { 'Content-Security-Policy': "default-src 'none'" };
`;
const hook = `
export async function resolve(specifier, context, next) {
  if (!specifier.endsWith('/version.js')) return next(specifier, context);
  return { url: 'data:text/javascript,' + ${JSON.stringify(encodeURIComponent(source))}, shortCircuit: true };
}`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);

export const ORIGIN = 'http://localhost:8000';
globalThis.location = new URL(ORIGIN);
globalThis.reportError ??= () => {};

/** A request as the browser hands it to the worker; Node cannot make a navigation by itself. */
export function request(
  path,
  { method = 'GET', mode = 'navigate', headers = {}, destination = '', body } = {},
) {
  return {
    url: new URL(path, ORIGIN).href,
    method,
    mode,
    destination,
    headers: new Headers(body ? { 'Content-Type': 'multipart/form-data', ...headers } : headers),
    formData: async () => body ?? new FormData(),
    clone() {
      return this;
    },
  };
}
