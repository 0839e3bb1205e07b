import { isBase64urlOf } from './base64url.js';

/**
 * @typedef {'login' | 'enrollment' | 'link'} Kind
 * `isTyped` means that the person did not scan the QR, but typed a code that was exchanged for it.
 * @typedef {{ origin: string, kind: Kind, sid: string, code: string, isTyped?: boolean }} SessionQr
 *
 * A scanned text is a session, a kind that only a newer app knows, or no QR of ours.
 * @typedef {SessionQr | 'unknown-kind' | 'not-zorgid'} QrMeaning
 */

/** @type {Record<string, Kind>} */
const KINDS = { l: 'login', e: 'enrollment', k: 'link' };

/**
 * @param {string} text
 * @returns {QrMeaning}
 */
export function parseQrText(text) {
  const url = parseUrl(text);
  if (!url || !isPortalAddress(url)) return 'not-zorgid';

  if (!/^#[a-z]{1,8}\./.test(url.hash)) return 'not-zorgid';
  const [letter, sid, code = '', ...rest] = url.hash.slice(1).split('.');
  const kind = Object.hasOwn(KINDS, letter) ? KINDS[letter] : undefined;
  if (!kind) return 'unknown-kind';
  if (rest.length > 0 || !isBase64urlOf(sid, 16) || !isCode(kind, code)) return 'not-zorgid';
  return { origin: url.origin, kind, sid, code };
}

/** @param {string} text */
function parseUrl(text) {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** @param {URL} url */
function isPortalAddress({ protocol, hostname, username, password, pathname, search }) {
  // Browsers resolve these names to the machine itself, so http exposes nothing to the network.
  const isHere = hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1';
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isHere);
  return isSafe && !username && !password && pathname === '/app' && !search;
}

/**
 * A login also accepts the long code, because a typed code is exchanged for one.
 * @param {Kind} kind
 * @param {string} code
 */
function isCode(kind, code) {
  return isBase64urlOf(code, 16) || (kind === 'login' && isBase64urlOf(code, 10));
}
