import { signMessage } from '../protocol/jws.js';

/**
 * A signer uses one key at one portal. Each signed message names the origin that it is meant for.
 * @typedef {object} Signer
 * @property {string} origin
 * @property {(typ: import('../protocol/jws.js').MessageType, payload: object) => Promise<string>} sign
 */

/**
 * @param {import('./identities.js').Identity} identity
 * @returns {Signer}
 */
export const signerOf = ({ origin, signingKey, kid }) => signer(origin, signingKey, { kid });

/**
 * @param {string} origin
 * @param {import('../protocol/keys.js').PhoneKeys} keys
 * @returns {Signer}
 */
export const newPhoneSigner = (origin, { signingKey, jwk }) => signer(origin, signingKey, { jwk });

/**
 * @param {string} origin
 * @param {CryptoKey} signingKey
 * @param {import('../protocol/jws.js').KeyName} keyName
 * @returns {Signer}
 */
function signer(origin, signingKey, keyName) {
  return {
    origin,
    sign: (typ, payload) => signMessage(signingKey, typ, keyName, { aud: origin, ...payload }),
  };
}
