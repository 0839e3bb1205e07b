import { notePinBlocked, remove } from '../phone/identities.js';
import { forgetPinKey } from '../phone/memory.js';
import { isProblem } from '../portal/problem.js';

/**
 * Whose PIN was found blocked since the app was opened: a start says so again.
 * @type {Set<string>}
 */
const foundBlocked = new Set();

/** @param {import('../phone/identities.js').Identity} identity */
export const wasFoundBlocked = ({ kid }) => foundBlocked.has(kid);

/**
 * What a portal says of an identity holds on the phone, too: a revoked one is removed, and one that may not go on
 * is asked for its PIN again.
 * @param {import('../phone/identities.js').Identity} identity
 * @param {unknown} error
 */
export async function heedRefusal(identity, error) {
  if (isProblem(error, 'phone-revoked')) await remove(identity);
  if (isProblem(error, 'pin-blocked')) {
    foundBlocked.add(identity.kid);
    await notePinBlocked(identity);
  }
  if (isProblem(error, 'phone-revoked', 'phone-blocked', 'pin-blocked', 'pin-incorrect')) forgetPinKey(identity.kid);
}
