import { isWeak } from '../protocol/pin.js';
import { pinScreen } from '../screens/pin.js';

/**
 * @typedef {import('../texts/index.js').Wording} Wording
 */

/**
 * Asks for a new PIN, which has to be entered twice.
 * @param {import('../ui/stage.js').Ask} ask
 * @param {{ cancellable?: boolean, unlike?: string, intro?: Wording, reason?: Wording }} [options] the PIN must be another one
 *   than `unlike`; `reason` is why it is chosen again
 * @returns {Promise<string | undefined>} nothing when the person cancelled
 */
export async function choosePin(ask, { cancellable = false, unlike = '', intro = (t) => t.pin.chooseIntro, reason } = {}) {
  const aside = cancellable
    ? { wording: /** @type {Wording} */ ((t) => t.buttons.cancel), answer: /** @type {const} */ ('cancel') }
    : undefined;
  let alert = reason;
  for (;;) {
    const first = await ask(pinScreen({
      title: (t) => t.pin.chooseTitle, intro, alert, check: unfit(unlike), aside,
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
 * @param {string} current
 * @returns {(pin: string) => Promise<Wording | undefined>}
 */
const unfit = (current) => async (pin) => {
  if (isWeak(pin)) return (t) => t.pin.weak;
  return pin === current ? (t) => t.changePin.same : undefined;
};
