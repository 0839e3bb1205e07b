import { notePinBlocked, remove } from '../phone/identities.js';
import { forgetPinKey } from '../phone/memory.js';
import { isProblem } from '../portal/problem.js';

/**
 * Holds the kids whose PIN was reported as blocked since the app was opened, so that each start reports it once.
 * @type {Set<string>}
 */
const foundBlocked = new Set();

/** @param {import('../phone/identities.js').Identity} identity */
export const wasFoundBlocked = ({ kid }) => foundBlocked.has(kid);

/**
 * Applies a portal's refusal to the phone: a revoked identity is removed, and one that is blocked or whose PIN was wrong needs its PIN
 * again.
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
