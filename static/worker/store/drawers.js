// @ts-check
// What search has to know of every record, in few large rows: a worker that slept reads 256 drawers, not 20,000
// records. Filled in the very transaction that writes a record; how words are found is in index.js.

/**
 * @typedef {import('./database.js').StoredRecord} StoredRecord
 * @typedef {{kind: string, record: Record<string, any> | undefined}} Written
 * @typedef {Record<string, string[][]>} Drawer by kind: the values of KEPT, a line for each record. Bare, since reading
 *   them is what a search waits for
 */

export const DRAWERS = 'drawer';
/** @type {Record<string, string[]>} */
const KEPT = {
  contact: ['id', '_row_key', '_sort_key', '_search_text'],
  encounter: ['id', 'contact_id', 'event_id', '_search_text'],
  event: ['id', '_search_text'],
};

/**
 * Promise the drawers these records lie in, by name.
 * @param {any} tx with the store of drawers in it
 * @param {{kind: string, id: string}[]} records
 * @returns {Promise<Map<string, Drawer>>}
 */
export async function openDrawers(tx, records) {
  const kept = records.filter(({ kind }) => kind in KEPT);
  const names = [...new Set(kept.map(({ id }) => nameOf(id)))];
  const read = names.map(async (name) => {
    const drawer = await tx.objectStore(DRAWERS).get(name);
    return /** @type {[string, Drawer]} */ ([name, drawer ?? {}]);
  });
  return new Map(await Promise.all(read));
}

/**
 * Put these records into their drawers. Awaits nothing: a full device then fails the transaction and nothing else.
 * @param {any} tx a writing one
 * @param {Map<string, Drawer>} drawers opened in it
 * @param {Written[]} written
 */
export function fillDrawers(tx, drawers, written) {
  for (const { kind, record } of written) if (record) file(drawers, kind, record);
  for (const [name, drawer] of drawers) tx.objectStore(DRAWERS).put(drawer, name);
}

/**
 * Promise all drawers filled anew from the records.
 * @param {any} tx a writing one, with the stores of all records
 */
export async function refill(tx) {
  const kinds = Object.keys(KEPT);
  const rows = await Promise.all(kinds.map((kind) => tx.objectStore(kind).getAll()));
  const written = kinds.flatMap((kind, place) =>
    rows[place].map((/** @type {StoredRecord} */ record) => ({ kind, record })),
  );
  tx.objectStore(DRAWERS).clear();
  fillDrawers(tx, new Map(), written);
}

/**
 * Promise what is kept of every living record.
 * @param {import('./database.js').Database} db
 * @returns {Promise<Written[]>}
 */
export async function readDrawers(db) {
  /** @type {Drawer[]} */
  const drawers = await db.getAll(DRAWERS);
  return drawers.flatMap((drawer) =>
    Object.entries(drawer).flatMap(([kind, lines]) =>
      lines.map((line) => ({ kind, record: recordOf(KEPT[kind], line) })),
    ),
  );
}

/** @param {Map<string, Drawer>} drawers @param {string} kind @param {Record<string, any>} record */
function file(drawers, kind, record) {
  if (!(kind in KEPT)) return;
  const name = nameOf(record.id);
  const drawer = drawers.get(name) ?? {};
  const lines = (drawer[kind] ?? []).filter(([id]) => id !== record.id);
  if (!record.deleted_at) lines.push(KEPT[kind].map((field) => record[field]));
  drawers.set(name, { ...drawer, [kind]: lines });
}

/** The end of an id is random, so the drawers fill alike. @param {string} id */
function nameOf(id) {
  return id.slice(-2);
}

/** @param {string[]} fields @param {string[]} line */
function recordOf(fields, line) {
  /** @type {Record<string, any>} */
  const record = {};
  for (let place = 0; place < fields.length; place += 1) record[fields[place]] = line[place];
  return record;
}
