import { activeIdentity, pendingIdentities, register, remove, save } from '../phone/identities.js';
import { holdPinKey } from '../phone/memory.js';
import { isPassing, isProblem, Problem } from '../portal/problem.js';
import { unlock } from '../portal/identity.js';
import { importPinKey, pinKey } from '../protocol/pin.js';
import { whyAgain } from '../screens/pin.js';
import { heedRefusal } from './heedRefusal.js';

/** @typedef {import('../phone/identities.js').Identity} Identity */

/**
 * Has the portal check a PIN.
 * @param {string} pin
 * @returns {Promise<import('../texts/index.js').Wording | undefined>} the reason to type it again, if any
 */
export async function tryPin(pin) {
  try {
    const active = await activeIdentity();
    const settled = await settlePending(pin, active);
    if (settled) return undefined;
    if (!active) throw new Problem('unknown-phone');
    await unlockWith(pin, active, save);
    return undefined;
  } catch (error) {
    return whyAgain(error);
  }
}

/**
 * First checks the enrollments whose answer was lost: if one succeeded, the older key is no longer valid.
 * @param {string} pin
 * @param {Identity | undefined} active
 * @returns {Promise<boolean>} whether one succeeded, so that the app is unlocked now
 */
async function settlePending(pin, active) {
  for (const identity of await pendingIdentities()) {
    try {
      await unlockWith(pin, identity, register);
      return true;
    } catch (error) {
      if (isProblem(error, 'unknown-phone', 'phone-revoked')) await remove(identity);
      else if (isProblem(error, 'pin-incorrect', 'phone-blocked')) await register(identity);
      else if (isProblem(error, 'pin-blocked')) await register({ ...identity, isPinBlocked: true });
      // When the portal of this enrollment does not answer, that of the active identity still may.
      if (isProblem(error, 'unknown-phone', 'phone-revoked') || (active && isPassing(error))) continue;
      throw error;
    }
  }
  return false;
}

/**
 * @param {string} pin
 * @param {Identity} identity
 * @param {(identity: Identity) => Promise<unknown>} keep
 */
async function unlockWith(pin, identity, keep) {
  const key = await importPinKey(await pinKey(identity.deviceKey, pin));
  try {
    const { environment, name, organisations, wrongPins } = await unlock(identity, key);
    await keep({ ...identity, environment, name, organisations, isPinChanging: false, isPinBlocked: false });
    holdPinKey(identity.kid, key, wrongPins);
  } catch (error) {
    await heedRefusal(identity, error);
    throw error;
  }
}
