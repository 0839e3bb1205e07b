import { identitiesAt } from '../phone/identities.js';
import { signerOf } from '../phone/signer.js';
import { isProblem, Problem } from '../portal/problem.js';
import { prepareClaim } from '../portal/sessions.js';
import { deliver } from './decide.js';
import { heedRefusal } from './heedRefusal.js';

/**
 * @typedef {import('../ui/stage.js').Ask} Ask
 * @typedef {import('../phone/identities.js').Identity} Identity
 * @typedef {import('../protocol/qrText.js').SessionQr} SessionQr
 */

/**
 * Holds which sessions are for the account of which key, by the portal's answer. A key does not ask twice: once a fresh key has claimed the
 * session, the portal would report the older key as a second phone.
 * @type {Set<string>}
 */
const own = new Set();

/**
 * Prevents a phone from being given away by accident. Each key that the phone has at the portal claims the enrollment before a fresh key
 * does, and learns whether it is for the same account. These claims do not change the session.
 * @param {Ask} ask
 * @param {SessionQr} qr
 * @returns {Promise<boolean>} false when the person gave up
 */
export async function isOwnEnrollment(ask, qr) {
  for (const identity of await identitiesAt(qr.origin)) {
    if (!await isFor(ask, identity, qr)) return false;
  }
  return true;
}

/**
 * @param {Ask} ask
 * @param {Identity} identity
 * @param {SessionQr} qr with a code that is valid for the identity's key
 * @returns {Promise<boolean>} false when the person gave up
 */
export async function isFor(ask, identity, qr) {
  if (own.has(nameOf(identity, qr))) return true;
  const sendClaim = await prepareClaim(signerOf(identity), qr);
  try {
    if (!await deliver(ask, (t) => t.wait.claim, sendClaim)) return false;
  } catch (error) {
    await heedRefusal(identity, error);
    mustLetPass(identity, error);
    noteOwn(identity, qr);
    return true;
  }
  // The portal never gives an enrollment to a key that has an account.
  throw new Problem('unexpected-answer');
}

/**
 * @param {Identity} identity
 * @param {SessionQr} qr
 */
export const noteOwn = (identity, qr) => own.add(nameOf(identity, qr));

/**
 * @param {Identity} identity
 * @param {SessionQr} qr
 */
const nameOf = ({ kid }, { sid }) => `${sid} ${kid}`;

/**
 * Throws when the phone must not go on with a fresh key. A key that is unknown or revoked at the portal has no owner, so it is no obstacle.
 * @param {Identity} identity
 * @param {unknown} error
 */
export function mustLetPass(identity, error) {
  if (isProblem(error, 'phone-revoked', 'unknown-phone')) return;
  if (!isProblem(error, 'account-exists', 'pin-blocked')) throw error;
  const { sameAccount } = error.details;
  if (sameAccount === true) return;
  if (sameAccount === false) throw new Problem('phone-of-another', { owner: identity.name, role: foremostRole(identity) });
  throw isProblem(error, 'pin-blocked') ? error : new Problem('unexpected-answer');
}

const ROLES = ['Administrator', 'Registrar', 'Signer'];

/** @param {Identity} identity */
const foremostRole = ({ organisations }) => ROLES.find((role) => organisations.some((organisation) => organisation.role === role));
