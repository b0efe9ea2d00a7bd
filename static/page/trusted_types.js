// @ts-check
// htmx under Trusted Types: fragments may hold markup, never script; nothing is evaluated (SECURITY 1).

import htmx from '../vendor/htmx-4.0.1.esm.min.js';

/** @param {string} markup */
function createHTML(markup) {
  // The head of a whole page is only read for its title.
  if (!/^<head[\s>]/iu.test(markup) && /<script[\s>/]/iu.test(markup)) {
    throw new TypeError('a fragment holds a script');
  }
  return markup;
}

/** @param {string} script */
function createScript(script) {
  if (script !== '') throw new TypeError('a fragment holds a script');
  return script;
}

class Refused {
  constructor() {
    throw new TypeError('nothing is evaluated here');
  }
}

const rules = { createHTML, createScript };
const { trustedTypes } = /** @type {{trustedTypes?: {createPolicy: Function}}} */ (
  /** @type {unknown} */ (window)
);
const policy = trustedTypes?.createPolicy('htmx', rules) ?? rules;

htmx.registerExtension('enishi', {
  /** @param {{initSecurity: Function}} api */
  init: (api) => api.initSecurity(policy, Refused, Refused),
});
