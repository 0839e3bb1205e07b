import { importPinKey, pinKey } from '../protocol/pin.js';
import { pinScreen, whyAgain } from '../screens/pin.js';

/**
 * Asks for the PIN of an identity, and runs an action that needs it. After a wrong PIN it asks again.
 * @template T
 * @param {import('../ui/stage.js').Ask} ask
 * @param {import('../phone/identities.js').Identity} identity
 * @param {Pick<import('../screens/pin.js').PinQuestion, 'title' | 'intro'>} question
 * @param {(pinKey: CryptoKey, pin: string) => Promise<T>} work
 * @returns {Promise<T | undefined>} nothing when the person cancelled
 */
export async function withPin(ask, identity, question, work) {
  /** @type {T | undefined} */
  let done;
  await ask(pinScreen({
    ...question,
    aside: { wording: (t) => t.buttons.cancel, answer: 'cancel' },
    check: async (pin) => {
      try {
        done = await work(await importPinKey(await pinKey(identity.deviceKey, pin)), pin);
        return undefined;
      } catch (error) {
        return whyAgain(error);
      }
    },
  }));
  return done;
}
