import { toBase64url, utf8 } from './base64url.js';

/**
 * @typedef {{ kty: string, crv: string, x: string, y: string }} PublicJwk
 *
 * An enrollment has these two keys. Neither secret part can be exported from the browser.
 * @typedef {object} PhoneKeys
 * @property {string} kid
 * @property {PublicJwk} jwk
 * @property {CryptoKey} signingKey
 * @property {CryptoKey} deviceKey
 */

/** @returns {Promise<PhoneKeys>} */
export async function makeKeys() {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  const deviceKey = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign']);
  const jwk = publicJwk(await crypto.subtle.exportKey('jwk', pair.publicKey));
  return { kid: await thumbprint(jwk), jwk, signingKey: pair.privateKey, deviceKey };
}

/**
 * The protocol wants exactly these four members; an exported key has more.
 * @param {JsonWebKey} exported
 * @returns {PublicJwk}
 */
function publicJwk({ kty = '', crv = '', x = '', y = '' }) {
  return { kty, crv, x, y };
}

/**
 * RFC 7638 hashes the required members in alphabetical order.
 * @param {PublicJwk} jwk
 */
export async function thumbprint({ crv, kty, x, y }) {
  const canonical = JSON.stringify({ crv, kty, x, y });
  return toBase64url(await crypto.subtle.digest('SHA-256', utf8(canonical)));
}
