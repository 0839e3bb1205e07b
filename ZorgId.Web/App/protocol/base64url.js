/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

/** @param {Bytes | ArrayBuffer} bytes */
export function toBase64url(bytes) {
  const binary = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * @param {string} text
 * @returns {Bytes}
 */
function fromBase64url(text) {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/**
 * Accepts only the canonical form, because two texts for the same bytes would be two codes for one session.
 * @param {string} text
 * @param {number} length in bytes
 */
export function isBase64urlOf(text, length) {
  if (!/^[A-Za-z0-9_-]+$/.test(text) || text.length !== Math.ceil((length * 4) / 3)) return false;
  return toBase64url(fromBase64url(text)) === text;
}

/** @param {string} text */
export const utf8 = (text) => /** @type {Bytes} */ (new TextEncoder().encode(text));
