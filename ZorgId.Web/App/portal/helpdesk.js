import { recall, remember } from '../phone/storage.js';

const KEPT = 'helpdesk';

/**
 * Tells how the owner reaches the helpdesk, written as it is shown.
 * @typedef {{ phone?: string, mail?: string }} Helpdesk
 */

/** Fetches the contact details in advance and stores them, because an owner who needs the helpdesk may have no connection. */
export async function refreshHelpdesk() {
  if (!navigator.onLine) return;
  try {
    const answer = await fetch('/mobile/v1/environment', { cache: 'no-store', credentials: 'omit' });
    if (answer.ok) remember(KEPT, JSON.stringify((await answer.json()).support ?? {}));
  } catch {
    // The details that were stored before are still used.
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
