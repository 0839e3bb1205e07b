import { inStore } from './database.js';
import { recall, remember } from './storage.js';

/**
 * An account as this phone holds it: its keys at one origin, and whose they are.
 *
 * `pending` is an enrollment whose answer never came: the portal may know the key or not. It is
 * settled by the next PIN that is typed, for only then the portal can be asked.
 *
 * `isPinChanging` from before a new PIN is sent until it is known which of the two holds.
 * @typedef {import('../protocol/keys.js').PhoneKeys & {
 *   origin: string,
 *   state: 'pending' | 'registered',
 *   environment: string,
 *   name: string,
 *   organisations: { name: string, role: string }[],
 *   isPinChanging?: boolean,
 * }} Identity
 */

/** @returns {Promise<Identity[]>} */
const all = () => inStore('readonly', (store) => store.getAll());

export const pendingIdentities = async () => (await all()).filter(({ state }) => state === 'pending');

export const registeredIdentities = async () => (await all()).filter(({ state }) => state === 'registered');

/** Exactly one identity is in use: the one chosen last. */
export async function activeIdentity() {
  const registered = await registeredIdentities();
  return registered.find(({ kid }) => kid === recall('active')) ?? registered.at(0);
}

/** @param {Identity} identity */
export const activate = ({ kid }) => remember('active', kid);

/** @param {Identity} identity */
export const save = (identity) => inStore('readwrite', (store) => store.put(identity));

/** @param {Identity} identity */
export const remove = ({ kid }) => inStore('readwrite', (store) => void store.delete(kid));

/**
 * The portal knows the key, so any earlier one at that origin is dead.
 * @param {Identity} identity
 * @returns {Promise<Identity>}
 */
export async function register(identity) {
  /** @type {Identity} */
  const registered = { ...identity, state: 'registered' };
  const replaced = (await registeredIdentities()).filter(({ origin }) => origin === identity.origin);
  await inStore('readwrite', (store) => {
    for (const { kid } of replaced) store.delete(kid);
    store.put(registered);
  });
  activate(registered);
  return registered;
}
