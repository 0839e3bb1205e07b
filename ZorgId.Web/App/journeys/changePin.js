import { save } from '../phone/identities.js';
import { forgetPinKey, heldPinKey, holdPinKey } from '../phone/memory.js';
import { prepareChangePin, unlock } from '../portal/identity.js';
import { isPassing, isProblem, Problem } from '../portal/problem.js';
import { importPinKey, pinKey } from '../protocol/pin.js';
import { endScreen } from '../screens/message.js';
import { problemScreen } from '../screens/problem.js';
import { waitScreen } from '../screens/wait.js';
import { choosePin } from './choosePin.js';
import { deliver } from './decide.js';
import { withPin } from './withPin.js';

/**
 * @typedef {import('../ui/stage.js').Ask} Ask
 * @typedef {import('../phone/identities.js').Identity} Identity
 * @typedef {'changed' | 'unchanged'} Change
 */

/**
 * Changes the PIN of one identity. The new PIN key is derived from the same device key, so this phone can prove whichever of the two PINs
 * is valid at the portal.
 * @param {Ask} ask
 * @param {Identity} identity
 */
export async function changePin(ask, identity) {
  const old = await withPin(ask, identity, { title: (t) => t.changePin.title, intro: (t) => t.changePin.intro },
    async (key, pin) => ({ key, pin, told: await unlock(identity, key) }));
  const chosen = old && await choosePin(ask, { cancellable: true, unlike: old.pin });
  if (!chosen) return;

  const bytes = await pinKey(identity.deviceKey, chosen);
  const fresh = await importPinKey(bytes);
  const sendChange = await deliver(ask, (t) => t.wait.changePin, () => prepareChangePin(identity, old.key, bytes));
  if (!sendChange) return;

  const { environment, name, organisations } = old.told;
  const current = { ...identity, environment, name, organisations };
  const isOpen = heldPinKey(identity.kid) !== undefined;
  // This is saved before the message is sent. If the answer is lost, the next PIN screen must say that either PIN may be right.
  await save({ ...current, isPinChanging: true });
  forgetPinKey(identity.kid);

  const change = await seeThrough(ask, sendChange, whichHolds(identity, fresh, old.key));
  if (!change) return;
  await save({ ...current, isPinChanging: false });
  if (isOpen) holdPinKey(identity.kid, change === 'changed' ? fresh : old.key);
  await ask(tellChange(change));
}

/**
 * Sends the same message again until the portal answers. When the portal no longer knows its nonce, both PINs are tried to find out which
 * one is valid.
 * @param {Ask} ask
 * @param {() => Promise<void>} sendChange
 * @param {() => Promise<Change>} findOut
 * @returns {Promise<Change | undefined>} nothing when the person gave up
 */
async function seeThrough(ask, sendChange, findOut) {
  /** @type {() => Promise<Change>} */
  let step = async () => {
    await sendChange();
    return 'changed';
  };
  for (;;) {
    try {
      return await ask(waitScreen((t) => t.wait.changePin, step));
    } catch (error) {
      if (isProblem(error, 'nonce-unusable') && step !== findOut) {
        step = findOut;
        continue;
      }
      if (!isPassing(error)) throw error;
      const told = isProblem(error, 'too-many-requests') ? error : new Problem('pin-change-unsure');
      if (await ask(problemScreen(told)) !== 'retry') return undefined;
    }
  }
}

/**
 * Tries the new PIN first. A PIN that was refused is not tried again, because the portal counts each attempt.
 * @param {Identity} identity
 * @param {CryptoKey} fresh
 * @param {CryptoKey} old
 * @returns {() => Promise<Change>}
 */
function whichHolds(identity, fresh, old) {
  let isRefused = false;
  return async () => {
    try {
      if (!isRefused) {
        await unlock(identity, fresh);
        return 'changed';
      }
    } catch (error) {
      if (!isProblem(error, 'pin-incorrect')) throw error;
      isRefused = true;
    }
    await unlock(identity, old);
    return 'unchanged';
  };
}

/** @param {Change} change */
const tellChange = (change) => endScreen({
  tone: change === 'changed' ? 'good' : 'bad',
  icon: change === 'changed' ? 'check' : 'attention',
  title: (t) => t.changePin[change],
  text: (t) => t.changePin[`${change}Text`],
});
