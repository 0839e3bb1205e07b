import { recall, remember } from '../phone/storage.js';

const KEPT = 'helpdesk';

/**
 * How the owner reaches the helpdesk, as people read it.
 * @typedef {{ phone?: string, mail?: string }} Helpdesk
 */

/** Asks the app's own server, and keeps the answer: who needs the helpdesk may have no connection. */
export async function refreshHelpdesk() {
  if (!navigator.onLine) return;
  try {
    const answer = await fetch('/mobile/v1/environment', { cache: 'no-store', credentials: 'omit' });
    if (answer.ok) remember(KEPT, JSON.stringify((await answer.json()).support ?? {}));
  } catch {
    // What was kept before still stands.
  }
}

/** @returns {Helpdesk} */
export function helpdesk() {
  try {
    return JSON.parse(recall(KEPT) ?? '{}') ?? {};
  } catch {
    return {};
  }
}
