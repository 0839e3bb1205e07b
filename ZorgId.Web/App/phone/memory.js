/**
 * The portal reports in this form the wrong PINs that were entered since the previous unlock.
 * @typedef {{ count: number, lastAt: string }} WrongPins
 */

/**
 * Holds what the app knows only while it is open. It is never written to any storage.
 * @type {{ chosenPin?: string, unlocked?: { kid: string, pinKey: CryptoKey, wrongPins?: WrongPins } }}
 */
const memory = {};

/** A PIN that was chosen at the first start is kept here until the first enrollment. */
export const chosenPin = () => memory.chosenPin;

/** @param {string} pin */
export function keepChosenPin(pin) {
  memory.chosenPin = pin;
}

/**
 * Replaces the PIN by the key that is derived from it, so that the PIN itself is no longer in memory.
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
