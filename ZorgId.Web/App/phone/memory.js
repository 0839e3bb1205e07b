/**
 * Wrong PINs since the unlock before this one, as the portal tells them.
 * @typedef {{ count: number, lastAt: string }} WrongPins
 */

/**
 * What the app knows only while it is open. Nothing here is ever written down.
 * @type {{ chosenPin?: string, unlocked?: { kid: string, pinKey: CryptoKey, wrongPins?: WrongPins } }}
 */
const memory = {};

/** A PIN chosen at the first start waits here for the first enrollment. */
export const chosenPin = () => memory.chosenPin;

/** @param {string} pin */
export function keepChosenPin(pin) {
  memory.chosenPin = pin;
}

/**
 * From here on the key derived from the PIN does the work, and the PIN itself is gone.
 * @param {string} kid
 * @param {CryptoKey} pinKey
 * @param {WrongPins} [wrongPins]
 */
export function holdPinKey(kid, pinKey, wrongPins) {
  memory.chosenPin = undefined;
  memory.unlocked = { kid, pinKey, wrongPins };
}

/** @param {string} kid */
export const heldPinKey = (kid) => (memory.unlocked?.kid === kid ? memory.unlocked.pinKey : undefined);

/** @param {string} kid */
export const toldWrongPins = (kid) => (memory.unlocked?.kid === kid ? memory.unlocked.wrongPins : undefined);

/**
 * @param {string} [kid] of the only identity whose key is to be forgotten
 * @returns {boolean} whether there was something to forget
 */
export function forgetPinKey(kid = memory.unlocked?.kid) {
  const held = memory.unlocked !== undefined && memory.unlocked.kid === kid;
  if (held) memory.unlocked = undefined;
  return held;
}
