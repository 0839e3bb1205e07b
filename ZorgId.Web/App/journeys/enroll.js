import { describeDevice } from '../phone/device.js';
import { keysFor } from '../phone/enrollmentKeys.js';
import { register, remove, save, tryToKeep } from '../phone/identities.js';
import { keepStorage } from '../phone/install.js';
import { chosenPin, holdPinKey } from '../phone/memory.js';
import { forgetPinChosen } from '../phone/pinChoice.js';
import { newPhoneSigner } from '../phone/signer.js';
import { isProblem } from '../portal/problem.js';
import { toBase64url } from '../protocol/base64url.js';
import { importPinKey, pinKey } from '../protocol/pin.js';
import { endScreen } from '../screens/message.js';
import { waitScreen } from '../screens/wait.js';
import { texts } from '../texts/index.js';
import { identityCard } from '../ui/parts.js';
import { choosePin } from './choosePin.js';
import { decide } from './decide.js';
import { isOwnEnrollment } from './ownEnrollment.js';

/**
 * @typedef {import('../ui/stage.js').Ask} Ask
 * @typedef {import('../phone/identities.js').Identity} Identity
 */

/**
 * Binds this phone to an account, with keys that were never used before.
 * @param {Ask} ask
 * @param {import('../protocol/qrText.js').SessionQr} qr
 * @param {string} [given] the PIN, where it was chosen in this journey
 */
export async function enroll(ask, qr, given) {
  if (!await isOwnEnrollment(ask, qr)) return;
  const keys = await keysFor(qr.sid);
  await ask(waitScreen((t) => t.wait.storage, () => tryToKeep(keys)));
  const pin = given ?? chosenPin() ?? await choosePin(ask, { cancellable: true });
  if (!pin) return;
  const pinKeyBytes = await pinKey(keys.deviceKey, pin);

  /** @type {Identity | undefined} */
  let pending;
  try {
    const outcome = await decide(ask, qr, newPhoneSigner(qr.origin, keys), async ({ environment, subject }) => {
      pending = identityOf({ ...subject, environment }, { ...keys, origin: qr.origin, state: 'pending' });
      // The keys are saved before the message is sent. If the answer were lost, the account would otherwise have a key that no phone has.
      await save(pending);
      return { pinKey: toBase64url(pinKeyBytes), device: await describeDevice(texts().device) };
    });
    if (!outcome || !pending) return;
    const identity = await register(outcome.account ? identityOf(outcome.account, pending) : pending);
    holdPinKey(identity.kid, await importPinKey(pinKeyBytes));
    forgetPinChosen();
    keepStorage();
    await tellRegistered(ask, identity);
  } catch (error) {
    // Any other error may have come after the portal had bound the keys, so they are kept. The next PIN that is entered settles it.
    if (pending && isUnbound(error)) await remove(pending);
    throw error;
  }
}

/**
 * Tells whether the portal's answer means that these keys are not bound to an account and never will be. A session that was closed as
 * accepted may have been accepted by an earlier message with these keys.
 * @param {unknown} error
 */
const isUnbound = (error) => isProblem(error, 'session-closed')
  ? error.details.state !== 'accepted'
  : isProblem(error, 'session-expired', 'other-account');

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
const tellRegistered = (ask, { environment, name, organisations }) => ask(endScreen({
  tone: 'good',
  icon: 'check',
  title: (t) => t.end.registered,
  text: (t) => t.end.registeredText,
  more: identityCard(environment, name, organisations),
}));
