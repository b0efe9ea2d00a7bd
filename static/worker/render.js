// @ts-check
// The one door to the template engine (MiniJinja in WebAssembly). Everything it needs comes from the cache.

import startEngine, { Environment } from '../vendor/minijinja-2.11.0/minijinja_js.js';
import { assetUrl, BUNDLE, fromCache } from './precache.js';
import { useShapes } from './store/defaults.js';

/**
 * @typedef {(key: string, values?: Record<string, string | number>) => string} Translate
 * @typedef {{templates: Record<string, string>, locales: Record<string, Record<string, string>>,
 *   shapes: import('./store/defaults.js').Shapes}} Bundle
 * @typedef {{built: Environment, templates: Record<string, string>, added: Set<string>}} Engine
 */

/** The dialect names other templates literally (templates/README.md). */
const NAMED = /\{%-?\s*(?:extends|include)\s+"([^"]+)"/gu;
const ENGINE = assetUrl('vendor/minijinja-2.11.0/minijinja_js_bg.wasm');

/** @type {Promise<Bundle> | null} */
let bundle = null;
/** @type {Promise<Engine> | null} */
let environment = null;
/** The engine knows one `t`; rendering is synchronous, so each page sets the words it is printed with. */
/** @type {Translate} */
let words = (key) => key;

/** Promise templates, words and shapes of this version. */
export function loadBundle() {
  bundle ??= readBundle();
  return bundle;
}

/** Start the engine before somebody waits for it. */
export function warmUp() {
  return Promise.all([loadBundle(), loadEnvironment()]);
}

/**
 * Promise t(key, {name: value}): the words of a key in one language, the key itself when unknown.
 * @param {string} locale
 * @returns {Promise<Translate>}
 */
export async function translator(locale) {
  const { locales } = await loadBundle();
  const texts = locales[locale] ?? locales.ja ?? {};
  // In one pass: a name that itself reads "{n}" is a value, not a place for one.
  return (key, values = {}) =>
    (texts[key] ?? key).replace(/\{(\w+)\}/gu, (place, name) => String(values[name] ?? place));
}

/**
 * Promise the HTML of one template. When the engine breaks, it is built anew once.
 * @param {string} template
 * @param {Record<string, unknown>} context print-ready values
 * @param {Translate} t
 * @returns {Promise<string>}
 */
export async function render(template, context, t) {
  try {
    return renderWith(await loadEnvironment(), template, context, t);
  } catch {
    environment = null;
    return renderWith(await loadEnvironment(), template, context, t);
  }
}

/** @param {Engine} engine @param {string} template @param {Record<string, unknown>} context @param {Translate} t */
function renderWith(engine, template, context, t) {
  add(engine, template);
  words = t;
  return engine.built.renderTemplate(template, context);
}

/** A sleeping worker wakes for one page: parse only what that page names. @param {Engine} engine @param {string} name */
function add(engine, name) {
  const source = engine.templates[name];
  if (source === undefined || engine.added.has(name)) return;
  engine.added.add(name);
  engine.built.addTemplate(name, source);
  for (const [, other] of source.matchAll(NAMED)) add(engine, other);
}

async function readBundle() {
  try {
    const response = await fromCache(BUNDLE);
    if (!response.ok) throw new Error(`bundle: ${response.status}`);
    /** @type {Bundle} */
    const read = await response.json();
    useShapes(read.shapes);
    return read;
  } catch (error) {
    bundle = null;
    throw error;
  }
}

function loadEnvironment() {
  environment ??= buildEnvironment();
  return environment;
}

async function buildEnvironment() {
  try {
    const [{ templates }] = await Promise.all([
      loadBundle(),
      startEngine({ module_or_path: fromCache(ENGINE) }),
    ]);
    const built = new Environment();
    built.enablePyCompat();
    built.undefinedBehavior = 'strict';
    built.addGlobal('asset', assetUrl);
    built.addGlobal('t', (/** @type {string} */ key, /** @type {any} */ values) =>
      words(key, values instanceof Map ? Object.fromEntries(values) : values),
    );
    return { built, templates, added: new Set() };
  } catch (error) {
    environment = null;
    throw error;
  }
}
