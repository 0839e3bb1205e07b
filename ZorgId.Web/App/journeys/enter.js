import { activeIdentity, pendingIdentities } from '../phone/identities.js';
import { isApartFromInstalledApp } from '../phone/install.js';
import { chosenPin, heldPinKey, keepChosenPin } from '../phone/memory.js';
import { Problem } from '../portal/problem.js';
import { messageScreen } from '../screens/message.js';
import { pinScreen } from '../screens/pin.js';
import { problemScreen } from '../screens/problem.js';
import { choosePin } from './choosePin.js';
import { scanSession } from './scanSession.js';
import { tryPin } from './tryPin.js';

/** @typedef {import('../ui/stage.js').Ask} Ask */

/**
 * Ends when the app may be used: a PIN was chosen on a new phone, or proven on a known one.
 * @param {Ask} ask
 */
export async function enter(ask) {
  for (;;) {
    if (await isNewPhone()) return choosePinOnce(ask);
    const active = await activeIdentity();
    if (active && heldPinKey(active.kid)) return;
    await enterPin(ask, active);
  }
}

export const isNewPhone = async () => !(await activeIdentity()) && (await pendingIdentities()).length === 0;

/** @param {Ask} ask */
export async function choosePinOnce(ask) {
  if (chosenPin()) return;
  if (isApartFromInstalledApp()) await ask(installScreen);
  const pin = await choosePin(ask);
  if (pin) keepChosenPin(pin);
}

const installScreen = messageScreen({
  tone: 'calm',
  icon: 'home',
  title: (t) => t.install.title,
  text: (t) => t.install.text,
  ways: [{ wording: (t) => t.buttons.stayHere, answer: 'here', weight: 'secondary' }],
});

/**
 * @param {Ask} ask
 * @param {import('../phone/identities.js').Identity} [active]
 */
async function enterPin(ask, active) {
  try {
    const answer = await ask(pinScreen({
      title: (t) => t.pin.enterTitle,
      intro: active?.isPinChanging ? (t) => t.changePin.eitherHolds : undefined,
      check: tryPin,
      aside: { wording: (t) => t.pin.forgot, answer: 'forgot' },
    }));
    if (answer === 'forgot') await forgotPin(ask);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (await ask(problemScreen(error)) === 'scan') await scanSession(ask);
  }
}

/** @param {Ask} ask */
async function forgotPin(ask) {
  const way = await ask(messageScreen({
    tone: 'calm',
    icon: 'attention',
    title: (t) => t.forgot.title,
    text: (t) => t.forgot.text,
    ways: [
      { wording: (t) => t.buttons.scan, answer: 'scan' },
      { wording: (t) => t.buttons.back, answer: 'back' },
    ],
  }));
  if (way === 'scan') await scanSession(ask);
}
