import { toBase64url } from '../protocol/base64url.js';
import { pinMac } from '../protocol/pin.js';
import { signerOf } from '../phone/signer.js';
import { isProblem, Problem } from './problem.js';
import { send } from './send.js';

/**
 * @typedef {import('../phone/identities.js').Identity} Identity
 */

/**
 * Only the portal can verify a PIN, and it counts each attempt.
 * @param {Identity} identity
 * @param {CryptoKey} pinKey
 * @returns {Promise<Pick<Identity, 'environment' | 'name' | 'organisations'> & { wrongPins?: import('../phone/memory.js').WrongPins }>}
 */
export async function unlock(identity, pinKey) {
  const told = await act(identity, pinKey, 'unlock');
  if (!Array.isArray(told.organisations)) throw new Problem('unexpected-answer');
  return told;
}

/**
 * Revokes the key of this phone permanently.
 * @param {Identity} identity
 * @param {CryptoKey} pinKey
 */
export async function leave(identity, pinKey) {
  try {
    await act(identity, pinKey, 'leave');
  } catch (error) {
    // The key is revoked already, by an earlier message whose answer was lost or by a beheerder.
    if (!isProblem(error, 'phone-revoked')) throw error;
  }
}

/**
 * The message is signed once, so that sending it again cannot change the PIN twice. When the portal no longer knows the nonce, it answers
 * `nonce-unusable`; then only an unlock tells which PIN is valid.
 * @param {Identity} identity
 * @param {CryptoKey} oldPinKey
 * @param {ArrayBuffer} newPinKey
 * @returns {Promise<() => Promise<void>>}
 */
export const prepareChangePin = (identity, oldPinKey, newPinKey) =>
  prepare(identity, oldPinKey, 'changePin', { newPinKey: toBase64url(newPinKey) });

/**
 * Requests one new nonce when the first had expired before it was used.
 * @param {Identity} identity
 * @param {CryptoKey} pinKey
 * @param {'unlock' | 'leave'} what
 */
async function act(identity, pinKey, what) {
  try {
    return await (await prepare(identity, pinKey, what))();
  } catch (error) {
    if (!isProblem(error, 'nonce-unusable')) throw error;
    return (await prepare(identity, pinKey, what))();
  }
}

/**
 * @param {Identity} identity
 * @param {CryptoKey} pinKey
 * @param {'unlock' | 'changePin' | 'leave'} what
 * @param {object} [members]
 * @returns {Promise<() => Promise<any>>}
 */
async function prepare(identity, pinKey, what, members = {}) {
  const { nonce } = await send(identity.origin, 'challenges');
  const pin = await pinMac(pinKey, nonce);
  const message = await signerOf(identity).sign('zorgid-identity+jwt', { nonce, act: what, pin, ...members });
  return () => send(identity.origin, 'identity', message);
}
