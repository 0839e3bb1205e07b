import { toBase64url, utf8 } from './base64url.js';

/**
 * @typedef {'zorgid-claim+jwt' | 'zorgid-decision+jwt' | 'zorgid-identity+jwt' | 'zorgid-typed+jwt'} MessageType
 *
 * The header names the signer: a phone with an account by its kid, a new phone by its public key.
 * @typedef {{ kid: string } | { jwk: import('./keys.js').PublicJwk }} KeyName
 */

/** @param {unknown} value */
const part = (value) => toBase64url(utf8(JSON.stringify(value)));

/**
 * Makes a compact JWS. The ECDSA signatures of WebCrypto have the form r‖s already, which JOSE requires.
 * @param {CryptoKey} signingKey
 * @param {MessageType} typ
 * @param {KeyName} keyName
 * @param {object} payload
 */
export async function signMessage(signingKey, typ, keyName, payload) {
  const signed = `${part({ alg: 'ES256', typ, ...keyName })}.${part(payload)}`;
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, signingKey, utf8(signed));
  return `${signed}.${toBase64url(signature)}`;
}
