// @ts-check
// The kinds of error, the same on both servers (server/errors.py). Their words live in templates/locales.

export const STATUS = {
  invalid: 422,
  not_found: 404,
  forbidden: 403,
  conflict: 409,
  offline: 503,
  unauthenticated: 401,
  too_large: 413,
  too_many: 429,
  too_old: 426,
  unavailable: 503,
};

/** @typedef {keyof typeof STATUS} ErrorKind */

export class AppError extends Error {
  /**
   * @param {ErrorKind} kind
   * @param {string} [key] of the words, in templates/locales
   * @param {Record<string, string>} [fields] field name to key
   * @param {number} [status]
   */
  constructor(kind, key = `errors.${kind}`, fields = {}, status = STATUS[kind]) {
    super(`${kind}: ${key}`);
    this.kind = kind;
    this.key = key;
    this.fields = fields;
    this.status = status;
  }
}
