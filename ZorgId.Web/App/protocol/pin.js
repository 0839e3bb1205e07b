import { toBase64url, utf8 } from './base64url.js';

export const PIN_LENGTH = 5;

/**
 * Rejects the PINs that an attacker tries first: five equal digits, and sequences up or down.
 * @param {string} pin
 */
export function isWeak(pin) {
  const digits = [...pin].map(Number);
  return [0, 1, -1].some((step) => digits.every((digit, i) => i === 0 || digit - digits[i - 1] === step));
}

/**
 * Derives K_pin as bytes. They leave the phone only when the PIN is set, by an enrollment or a change of PIN.
 * @param {CryptoKey} deviceKey
 * @param {string} pin
 */
export function pinKey(deviceKey, pin) {
  return crypto.subtle.sign('HMAC', deviceKey, utf8(`zorgid-pin-v1${pin}`));
}

/**
 * Imports K_pin as a key that the app can use but not read.
 * @param {ArrayBuffer} bytes
 */
export function importPinKey(bytes) {
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
}

/**
 * Proves knowledge of the PIN for one nonce.
 * @param {CryptoKey} heldPinKey
 * @param {string} nonce
 */
export async function pinMac(heldPinKey, nonce) {
  return toBase64url(await crypto.subtle.sign('HMAC', heldPinKey, utf8(nonce)));
}
