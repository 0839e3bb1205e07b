import { keysAreAlsoFor, keysFor } from '../phone/enrollmentKeys.js';
import { activeIdentity } from '../phone/identities.js';
import { chosenPin, heldPinKey, keepChosenPin } from '../phone/memory.js';
import { newPhoneSigner, signerOf } from '../phone/signer.js';
import { portals } from '../portal/portals.js';
import { prepareExchange } from '../portal/typedCodes.js';
import { typeCodeScreen } from '../screens/typeCode.js';
import { choosePin } from './choosePin.js';
import { deliver } from './decide.js';
import { heedRefusal } from './heedRefusal.js';

/**
 * @typedef {import('../ui/stage.js').Ask} Ask
 * @typedef {import('../protocol/qrText.js').SessionQr} SessionQr
 */

/**
 * For who cannot scan: types what the portal shows, and has it exchanged for what a scan would have said.
 * @param {Ask} ask
 * @param {import('../screens/typeCode.js').Draft} draft what was typed before, and is to be mended; kept up to date
 * @returns {Promise<SessionQr | 'cancel'>}
 */
export async function typeCode(ask, draft) {
  const known = await deliver(ask, (t) => t.wait.portals, portals);
  if (!known) return 'cancel';
  draft.origin ??= (await activeIdentity())?.origin ?? location.origin;
  const typed = await ask(typeCodeScreen(known, draft));
  if (typed === 'cancel') return 'cancel';

  Object.assign(draft, typed);
  const session = await exchange(ask, typed);
  if (session) draft.code = '';
  return session ?? 'cancel';
}

/**
 * With the key of the identity that is open there. Who has none open there can only register: with new keys.
 * @param {Ask} ask
 * @param {{ code: string, origin: string }} typed
 * @returns {Promise<SessionQr | undefined>} nothing when the person gave up
 */
async function exchange(ask, { code, origin }) {
  const active = await activeIdentity();
  const open = active?.origin === origin && heldPinKey(active.kid) ? active : undefined;
  const session = open
    ? await deliverExchange(ask, signerOf(open), code).catch(async (error) => {
      await heedRefusal(open, error);
      throw error;
    })
    : await exchangeAsNewPhone(ask, origin, code);
  if (session?.kind !== 'enrollment' || (!open && chosenPin())) return session;

  // What comes of an exchange is for one key and lives a minute: so the PIN first, and then with the keys that enroll.
  const pin = chosenPin() ?? await choosePin(ask, { cancellable: true });
  if (!pin) return undefined;
  keepChosenPin(pin);
  return exchangeAsNewPhone(ask, origin, code);
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
