import { pinMac } from '../protocol/pin.js';
import { signerOf } from '../phone/signer.js';
import { isProblem, Problem } from './problem.js';
import { send } from './send.js';

/**
 * Only the portal can tell whether a PIN is right; each try counts there.
 * @param {import('../phone/identities.js').Identity} identity
 * @param {CryptoKey} pinKey
 * @returns {Promise<Pick<import('../phone/identities.js').Identity, 'environment' | 'name' | 'organisations'>>}
 */
export async function unlock(identity, pinKey) {
  try {
    return await unlockOnce(identity, pinKey);
  } catch (error) {
    if (!isProblem(error, 'nonce-unusable')) throw error;
    return unlockOnce(identity, pinKey);
  }
}

/**
 * @param {import('../phone/identities.js').Identity} identity
 * @param {CryptoKey} pinKey
 */
async function unlockOnce(identity, pinKey) {
  const { nonce } = await send(identity.origin, 'challenges');
  const pin = await pinMac(pinKey, nonce);
  const message = await signerOf(identity).sign('zorgid-identity+jwt', { nonce, act: 'unlock', pin });
  const told = await send(identity.origin, 'identity', message);
  if (!Array.isArray(told.organisations)) throw new Problem('unexpected-answer');
  return told;
}
