import { toBase64url, utf8 } from './base64url.js';

export const PIN_LENGTH = 5;

/**
 * A PIN that is guessed first is no PIN: five equal digits, or a run up or down.
 * @param {string} pin
 */
export function isWeak(pin) {
  const digits = [...pin].map(Number);
  return [0, 1, -1].some((step) => digits.every((digit, i) => i === 0 || digit - digits[i - 1] === step));
}

/**
 * K_pin as bytes. They leave the phone once, in the accept of an enrollment.
 * @param {CryptoKey} deviceKey
 * @param {string} pin
 */
export function pinKey(deviceKey, pin) {
  return crypto.subtle.sign('HMAC', deviceKey, utf8(`zorgid-pin-v1${pin}`));
}

/**
 * K_pin as the app holds it: usable, not readable.
 * @param {ArrayBuffer} bytes
 */
export function importPinKey(bytes) {
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
}

/**
 * Shows knowledge of the PIN for one nonce.
 * @param {CryptoKey} heldPinKey
 * @param {string} nonce
 */
export async function pinMac(heldPinKey, nonce) {
  return toBase64url(await crypto.subtle.sign('HMAC', heldPinKey, utf8(nonce)));
}
