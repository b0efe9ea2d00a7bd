// @ts-check
// Fills what a record leaves out. The shapes come from the server's schemas, by /worker/<version>.json.

/**
 * @typedef {{type: string, max_length?: number, max_items?: number, choices?: string[], free?: boolean,
 *   private?: boolean}} Shape
 * @typedef {Record<string, Record<string, Shape>>} Shapes kind, then field
 * @typedef {import('./database.js').StoredRecord} StoredRecord
 */

/** @type {Shapes} */
let shapes = {};

/** @param {Shapes} exported */
export function useShapes(exported) {
  shapes = exported;
}

/**
 * Promise the fields of a kind with their shapes; none when the kind is unknown here.
 * @param {string} kind
 */
export function shapeOf(kind) {
  return shapes[kind] ?? {};
}

/**
 * Promise the value of a field that nobody has written.
 * @param {Shape} shape
 */
export function emptyValue(shape) {
  if (shape.type === 'boolean') return false;
  if (shape.type === 'integer') return null;
  return shape.type.endsWith('_list') ? [] : '';
}

/**
 * Promise a whole record: every field of its kind, with the written ones on top.
 * @param {string} kind
 * @param {Record<string, unknown>} written
 * @returns {StoredRecord}
 */
export function complete(kind, written) {
  /** @type {Record<string, unknown>} */
  const record = { revision: 0, created_at: '', updated_at: '', deleted_at: '' };
  const shape = shapeOf(kind);
  for (const field in shape) record[field] = emptyValue(shape[field]);
  return Object.assign(record, written);
}

/**
 * Promise the fields that differ from their default: what travels when a whole record is offered.
 * @param {string} kind
 * @param {StoredRecord} record
 */
export function writtenFields(kind, record) {
  const filled = Object.entries(shapeOf(kind)).filter(
    ([field, shape]) => JSON.stringify(record[field]) !== JSON.stringify(emptyValue(shape)),
  );
  return Object.fromEntries(filled.map(([field]) => [field, record[field]]));
}
