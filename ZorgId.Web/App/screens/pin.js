import { PIN_LENGTH } from '../protocol/pin.js';
import { isProblem } from '../portal/problem.js';
import { element, say } from '../ui/element.js';
import { actions, button, heading } from '../ui/parts.js';
import { pinPad } from './pinPad.js';
import { problemSentence } from './problem.js';

/**
 * @typedef {import('../texts/index.js').Wording} Wording
 *
 * @typedef {object} PinQuestion
 * @property {Wording} title
 * @property {Wording} [intro]
 * @property {Wording} [alert] why the PIN is asked for again
 * @property {(pin: string) => Promise<Wording | undefined>} [check] what is wrong with the PIN, if anything
 * @property {{ wording: Wording, answer: 'forgot' | 'cancel' }} [aside] another way on
 */

/**
 * Answers with the PIN, or with the answer of `aside`.
 * @param {PinQuestion} question
 * @returns {import('../ui/stage.js').Screen<{ pin: string } | 'forgot' | 'cancel'>}
 */
export const pinScreen = ({ title, intro, alert, check, aside }) => (answer, { fail, signal }) => {
  const dots = element('div', { class: 'dots', attributes: { 'aria-hidden': 'true' } },
    ...Array.from({ length: PIN_LENGTH }, () => element('span')));
  const typed = element('p', { class: 'unseen', attributes: { role: 'status' } });
  const message = element('p', { class: 'pin-message', attributes: { role: 'alert' } });
  let digits = '';
  let busy = false;

  const draw = () => {
    [...dots.children].forEach((dot, i) => dot.classList.toggle('filled', i < digits.length));
    const count = digits.length;
    say(typed, count > 0 ? (t) => t.pin.typed(count, PIN_LENGTH) : undefined);
  };

  const finish = async () => {
    busy = true;
    message.className = 'pin-message';
    if (check) say(message, (t) => t.pin.checking);
    const wrong = await check?.(digits);
    if (!wrong) return answer({ pin: digits });
    digits = '';
    busy = false;
    draw();
    complain(wrong);
  };

  /** @param {Wording} wording */
  const complain = (wording) => {
    message.className = 'pin-message wrong';
    say(message, wording);
  };

  const pad = pinPad(signal, {
    digit: (digit) => {
      if (busy || digits.length === PIN_LENGTH) return;
      digits += digit;
      draw();
      // Another PIN would not solve this error, so the journey reports it.
      if (digits.length === PIN_LENGTH) finish().catch(fail);
    },
    wipe: () => {
      if (busy) return;
      digits = digits.slice(0, -1);
      draw();
    },
  });

  if (alert) complain(alert);
  return element('div', { class: 'screen pin' }, heading(title, intro), dots, typed, message, pad,
    ...(aside ? [actions(button('plain', aside.wording, () => { if (!busy) answer(aside.answer); }))] : []));
};

/**
 * @param {unknown} error the error after a PIN; it is thrown again when another PIN cannot solve it
 * @returns {Wording} the reason to type the PIN again
 */
export function whyAgain(error) {
  if (!isProblem(error, 'pin-incorrect', 'no-connection', 'portal-failure', 'too-many-requests', 'nonce-unusable')) throw error;
  return problemSentence(error);
}
