// @ts-check
// How pages and the worker of this device talk: the worker tells everybody, a page asks its own worker.

/**
 * @typedef {{waiting: number, oldest: string, sending: boolean, refused: number, conflicts: number,
 *   last_answer_at: string, session: string, failed: string, clock: string, is_complete: boolean, account_id: string,
 *   complete: {done: number, total: number}, records: string[], refused_records: string[]}} State
 * @typedef {{kinds: string[], from: 'here' | 'server', ids?: string[]}} Records
 */

const channel = 'BroadcastChannel' in window ? new BroadcastChannel('enishi') : null;

/**
 * @param {string} type state, records, nobody, wiped or too_old
 * @param {(message: any) => void} handler
 */
export function listen(type, handler) {
  channel?.addEventListener('message', ({ data }) => {
    if (data?.type === type) handler(data);
  });
}

/** @param {Record<string, unknown>} message */
export function tell(message) {
  navigator.serviceWorker?.controller?.postMessage(message);
}

/** Answer whether this page has a worker between it and the server. */
export function hasWorker() {
  return Boolean(navigator.serviceWorker?.controller);
}
