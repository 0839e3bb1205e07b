import { remove } from '../phone/identities.js';
import { forgetPinKey } from '../phone/memory.js';
import { isProblem } from '../portal/problem.js';

/**
 * What a portal says of an identity holds on the phone, too: a revoked one is removed, and one that may not go on
 * is asked for its PIN again.
 * @param {import('../phone/identities.js').Identity} identity
 * @param {unknown} error
 */
export async function heedRefusal(identity, error) {
  if (isProblem(error, 'phone-revoked')) await remove(identity);
  if (isProblem(error, 'phone-revoked', 'phone-blocked', 'pin-blocked', 'pin-incorrect')) forgetPinKey(identity.kid);
}
