import { isWeak } from '../protocol/pin.js';
import { pinScreen } from '../screens/pin.js';

/**
 * @typedef {import('../texts/index.js').Wording} Wording
 */

/**
 * A PIN, chosen twice.
 * @param {import('../ui/stage.js').Ask} ask
 * @param {{ cancellable?: boolean }} [options]
 * @returns {Promise<string | undefined>} nothing when the person turned back
 */
export async function choosePin(ask, { cancellable = false } = {}) {
  const aside = cancellable
    ? { wording: /** @type {Wording} */ ((t) => t.buttons.cancel), answer: /** @type {const} */ ('cancel') }
    : undefined;
  /** @type {Wording | undefined} */
  let alert;
  for (;;) {
    const first = await ask(pinScreen({
      title: (t) => t.pin.chooseTitle, intro: (t) => t.pin.chooseIntro, alert, check: tooWeak, aside,
    }));
    if (typeof first === 'string') return undefined;
    const second = await ask(pinScreen({
      title: (t) => t.pin.repeatTitle, intro: (t) => t.pin.repeatIntro, aside,
    }));
    if (typeof second === 'string') return undefined;
    if (first.pin === second.pin) return first.pin;
    alert = (t) => t.pin.unequal;
  }
}

/**
 * @param {string} pin
 * @returns {Promise<Wording | undefined>}
 */
const tooWeak = async (pin) => (isWeak(pin) ? (t) => t.pin.weak : undefined);
