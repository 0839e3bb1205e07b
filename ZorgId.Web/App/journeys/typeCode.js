import { keysAreAlsoFor, keysFor } from '../phone/enrollmentKeys.js';
import { activeIdentity, identitiesAt } from '../phone/identities.js';
import { chosenPin } from '../phone/memory.js';
import { newPhoneSigner, signerOf } from '../phone/signer.js';
import { portals } from '../portal/portals.js';
import { isProblem } from '../portal/problem.js';
import { prepareExchange } from '../portal/typedCodes.js';
import { makeKeys } from '../protocol/keys.js';
import { typeCodeScreen } from '../screens/typeCode.js';
import { choosePin } from './choosePin.js';
import { deliver } from './decide.js';
import { heedRefusal } from './heedRefusal.js';
import { isFor, mustLetPass, noteOwn } from './ownEnrollment.js';

/**
 * @typedef {import('../ui/stage.js').Ask} Ask
 * @typedef {import('../phone/identities.js').Identity} Identity
 * @typedef {import('../portal/problem.js').Problem} Problem
 * @typedef {import('../protocol/qrText.js').SessionQr} SessionQr
 */

/**
 * Serves people who cannot scan: they type the code that the portal shows, and the portal exchanges it for the content of the QR.
 * @param {Ask} ask
 * @param {import('../screens/typeCode.js').Draft} draft what was typed before, to be corrected; it is updated
 * @returns {Promise<SessionQr | 'cancel'>}
 */
export async function typeCode(ask, draft) {
  const known = await deliver(ask, (t) => t.wait.portals, portals);
  if (!known) return 'cancel';
  draft.origin ??= (await activeIdentity())?.origin ?? location.origin;
  const typed = await ask(typeCodeScreen(known, draft));
  if (typed === 'cancel') return 'cancel';

  Object.assign(draft, typed);
  const session = await exchange(ask, draft, typed);
  if (session) draft.code = '';
  return session ?? 'cancel';
}

/**
 * The result of an exchange is valid for one key. So the keys that this phone has at that portal ask first: a login is for such a key, and
 * for an enrollment the portal tells whether it is for the same account. A phone without a key there can only register, with new keys.
 * @param {Ask} ask
 * @param {import('../screens/typeCode.js').Draft} draft keeps the PIN until the journey ends
 * @param {{ code: string, origin: string }} typed
 * @returns {Promise<SessionQr | undefined>} nothing when the person gave up
 */
async function exchange(ask, draft, { code, origin }) {
  const identities = await identitiesAt(origin);
  let isEnrollment = false;
  for (const identity of identities) {
    const session = await exchangeBy(ask, identity, code);
    if (session === 'blocked') isEnrollment = true;
    else if (session !== 'no-key') {
      if (session?.kind !== 'enrollment') return session;
      if (!await isFor(ask, identity, session)) return undefined;
      isEnrollment = true;
    }
  }

  draft.pin ??= chosenPin();
  if (!isEnrollment) {
    const session = await exchangeAsNewPhone(ask, origin, code);
    if (session?.kind !== 'enrollment' || draft.pin) return session;
  }
  // An exchanged code is valid for one minute. So the PIN is chosen first, and then the code is exchanged with the keys that enroll.
  draft.pin ??= await choosePin(ask, { cancellable: true });
  if (!draft.pin) return undefined;
  const session = await exchangeAsNewPhone(ask, origin, code);
  if (session) identities.forEach((identity) => noteOwn(identity, session));
  return session;
}

/**
 * @param {Ask} ask
 * @param {Identity} identity
 * @param {string} code
 * @returns {Promise<SessionQr | 'blocked' | 'no-key' | undefined>} `blocked` when its PIN is blocked and the enrollment is for its account;
 *   `no-key` when the portal does not know the key; nothing when the person gave up
 */
async function exchangeBy(ask, identity, code) {
  try {
    return await deliverExchange(ask, signerOf(identity), code);
  } catch (error) {
    await heedRefusal(identity, error);
    if (isProblem(error, 'pin-blocked') && error.details.sameAccount === undefined) return exchangeUnknown(ask, identity, code, error);
    mustLetPass(identity, error);
    return isProblem(error, 'pin-blocked') ? 'blocked' : 'no-key';
  }
}

/**
 * The portal gives a phone whose PIN is blocked the same answer for a login code and for a wrong code, so we ask again with a key that was
 * never used.
 * @param {Ask} ask
 * @param {Identity} identity
 * @param {string} code
 * @param {Problem} refusal
 */
async function exchangeUnknown(ask, { origin }, code, refusal) {
  const session = await deliverExchange(ask, newPhoneSigner(origin, await makeKeys()), code);
  if (session?.kind === 'enrollment') throw refusal;
  return session;
}

/**
 * @param {Ask} ask
 * @param {string} origin
 * @param {string} code
 */
async function exchangeAsNewPhone(ask, origin, code) {
  const session = await deliverExchange(ask, newPhoneSigner(origin, await keysFor(code)), code);
  if (session) keysAreAlsoFor(code, session.sid);
  return session;
}

/**
 * @param {Ask} ask
 * @param {import('../phone/signer.js').Signer} signer
 * @param {string} code
 */
const deliverExchange = async (ask, signer, code) => deliver(ask, (t) => t.wait.typed, await prepareExchange(signer, code));
