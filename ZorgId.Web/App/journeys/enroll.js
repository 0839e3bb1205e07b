import { describeDevice } from '../phone/device.js';
import { keysFor } from '../phone/enrollmentKeys.js';
import { register, remove, save } from '../phone/identities.js';
import { keepStorage } from '../phone/install.js';
import { chosenPin, holdPinKey } from '../phone/memory.js';
import { newPhoneSigner } from '../phone/signer.js';
import { isProblem, Problem } from '../portal/problem.js';
import { toBase64url } from '../protocol/base64url.js';
import { importPinKey, pinKey } from '../protocol/pin.js';
import { messageScreen } from '../screens/message.js';
import { identityCard } from '../ui/parts.js';
import { choosePin } from './choosePin.js';
import { decide } from './decide.js';

/**
 * @typedef {import('../ui/stage.js').Ask} Ask
 * @typedef {import('../phone/identities.js').Identity} Identity
 */

/**
 * Binds this phone to an account, with keys that were never used before.
 * @param {Ask} ask
 * @param {import('../protocol/qrText.js').SessionQr} qr
 */
export async function enroll(ask, qr) {
  const pin = chosenPin() ?? await choosePin(ask, { cancellable: true });
  if (!pin) return;
  const keys = await keysFor(qr.sid);
  const pinKeyBytes = await pinKey(keys.deviceKey, pin);

  /** @type {Identity | undefined} */
  let pending;
  try {
    const outcome = await decide(ask, qr, newPhoneSigner(qr.origin, keys), async ({ environment, subject }) => {
      pending = identityOf({ ...subject, environment }, { ...keys, origin: qr.origin, state: 'pending' });
      // Saved before it is sent: were the answer lost, the account would have a key that no phone has.
      await save(pending);
      return { pinKey: toBase64url(pinKeyBytes), device: await describeDevice() };
    });
    if (!outcome || !pending) return;
    const identity = await register(outcome.account ? identityOf(outcome.account, pending) : pending);
    holdPinKey(identity.kid, await importPinKey(pinKeyBytes));
    keepStorage();
    await tellRegistered(ask, identity);
  } catch (error) {
    // A session closed as accepted may have been accepted by an earlier message of these very keys.
    const mayBeRegistered = isProblem(error, 'session-closed') && error.details.state === 'accepted';
    if (pending && error instanceof Problem && !mayBeRegistered) await remove(pending);
    throw error;
  }
}

/**
 * @param {{ environment: string, name: string, organisation: string, role: string }} account
 * @param {Omit<Identity, 'environment' | 'name' | 'organisations'>} rest
 * @returns {Identity}
 */
const identityOf = ({ environment, name, organisation, role }, rest) =>
  ({ ...rest, environment, name, organisations: [{ name: organisation, role }] });

/**
 * @param {Ask} ask
 * @param {Identity} identity
 */
const tellRegistered = (ask, { environment, name, organisations }) => ask(messageScreen({
  tone: 'good',
  icon: 'check',
  title: (t) => t.end.registered,
  text: (t) => t.end.registeredText,
  more: identityCard(environment, name, organisations),
  ways: [{ wording: (t) => t.buttons.done, answer: 'done' }],
}));
