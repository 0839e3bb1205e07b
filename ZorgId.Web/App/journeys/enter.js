import { activate, activeIdentity, lostIdentities, pendingIdentities, registeredIdentities } from '../phone/identities.js';
import { isApartFromInstalledApp } from '../phone/install.js';
import { chosenPin, heldPinKey, keepChosenPin } from '../phone/memory.js';
import { notePinChosen, wasPinChosen } from '../phone/pinChoice.js';
import { isProblem, Problem } from '../portal/problem.js';
import { installScreen } from '../screens/install.js';
import { messageScreen } from '../screens/message.js';
import { pinScreen } from '../screens/pin.js';
import { problemScreen } from '../screens/problem.js';
import { choosePin } from './choosePin.js';
import { heedRefusal, wasFoundBlocked } from './heedRefusal.js';
import { scanSession } from './scanSession.js';
import { tryPin } from './tryPin.js';

/** @typedef {import('../ui/stage.js').Ask} Ask */

/**
 * Holds the kids of lost keys that were reported since the app was opened.
 * @type {Set<string>}
 */
const told = new Set();

/**
 * Returns when the app may be used: after a PIN was chosen on a new phone, or verified on a registered one.
 * @param {Ask} ask
 */
export async function enter(ask) {
  for (;;) {
    await tellLostKeys(ask);
    if (await isNewPhone()) return choosePinOnce(ask);
    const active = await activeIdentity();
    if (active && heldPinKey(active.kid)) return;
    await enterPin(ask, active);
  }
}

/**
 * Reports lost keys, because the owner would otherwise think that the phone was never registered.
 * @param {Ask} ask
 */
async function tellLostKeys(ask) {
  const untold = (await lostIdentities()).filter(({ kid }) => !told.has(kid));
  if (untold.length === 0) return;
  untold.forEach(({ kid }) => told.add(kid));
  if (await ask(problemScreen(new Problem('keys-lost'))) === 'scan') await scanSession(ask);
}

export const isNewPhone = async () => !(await activeIdentity()) && (await pendingIdentities()).length === 0;

/** @param {Ask} ask */
export async function choosePinOnce(ask) {
  if (chosenPin()) return;
  if (isApartFromInstalledApp()) await ask(installScreen());
  const pin = await choosePin(ask, {
    intro: (t) => `${t.pin.welcome} ${t.pin.chooseIntro}`,
    reason: wasPinChosen() ? (t) => t.pin.lost : undefined,
  });
  if (!pin) return;
  keepChosenPin(pin);
  notePinChosen();
}

/**
 * @param {Ask} ask
 * @param {import('../phone/identities.js').Identity} [active]
 */
async function enterPin(ask, active) {
  try {
    if (active?.isPinBlocked && !wasFoundBlocked(active)) await tellPinBlocked(active);
    const answer = await ask(pinScreen({
      title: (t) => t.pin.enterTitle,
      intro: introOf(active),
      check: tryPin,
      aside: { wording: (t) => t.pin.forgot, answer: 'forgot' },
    }));
    if (answer === 'forgot') await forgotPin(ask);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // A blocked PIN must not prevent its owner from using another identity.
    if (isProblem(error, 'pin-blocked', 'phone-blocked')) error.details.switchTo = (await registeredIdentities()).find(({ kid }) => kid !== active?.kid);
    const way = await ask(problemScreen(error));
    if (way === 'scan') await scanSession(ask);
    if (way === 'switchIdentity' && error.details.switchTo) activate(error.details.switchTo);
  }
}

/** @param {import('../phone/identities.js').Identity} identity */
async function tellPinBlocked(identity) {
  const blocked = new Problem('pin-blocked');
  await heedRefusal(identity, blocked);
  throw blocked;
}

/**
 * @param {import('../phone/identities.js').Identity} [active]
 * @returns {import('../texts/index.js').Wording | undefined}
 */
function introOf(active) {
  if (active?.isPinBlocked) return (t) => t.pin.blocked;
  return active?.isPinChanging ? (t) => t.changePin.eitherHolds : undefined;
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
