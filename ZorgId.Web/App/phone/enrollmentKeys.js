import { makeKeys } from '../protocol/keys.js';

/** @type {{ names: string[], keys: ReturnType<typeof makeKeys> } | undefined} */
let made;

/**
 * Returns keys that were never used before. A code that is scanned or typed again gets the same keys again, because its first claim
 * reserved the session for them.
 * @param {string} name of the session: its sid, or the code that was typed for it
 */
export function keysFor(name) {
  if (!made?.names.includes(name)) made = { names: [name], keys: makeKeys() };
  return made.keys;
}

/**
 * @param {string} name that the keys were made for
 * @param {string} sid of what turned out to be the same session
 */
export function keysAreAlsoFor(name, sid) {
  if (made?.names.includes(name)) made.names.push(sid);
}
