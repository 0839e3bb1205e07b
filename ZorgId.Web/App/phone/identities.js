import { Problem } from '../portal/problem.js';
import { inStore } from './database.js';
import { recall, remember } from './storage.js';

/**
 * An identity is an account on this phone: its keys at one origin, and their owner.
 *
 * `pending` is an enrollment whose answer never came, so the portal may or may not know the key. The next PIN that is entered settles it,
 * because the portal can be asked only with a PIN.
 *
 * `isPinChanging` is true from before a new PIN is sent until it is known which of the two is valid. `isPinBlocked` is true from when the
 * portal has reported it until a PIN is accepted again.
 * @typedef {import('../protocol/keys.js').PhoneKeys & {
 *   origin: string,
 *   state: 'pending' | 'registered',
 *   environment: string,
 *   name: string,
 *   organisations: { name: string, role: string }[],
 *   isPinChanging?: boolean,
 *   isPinBlocked?: boolean,
 * }} Identity
 *
 * A record as it was read back. Fields may be missing, because some browsers can no longer read a stored key.
 * @typedef {Partial<Omit<Identity, 'state'>> & { kid: string, state?: Identity['state'] | 'trial' }} Kept
 */

/** @returns {Promise<Kept[]>} */
async function all() {
  /** @type {IDBRequest<IDBValidKey[]> | undefined} */
  let kids;
  const values = await inStore('readonly', (store) => {
    kids = store.getAllKeys();
    return store.getAll();
  });
  return (kids?.result ?? []).map((kid, i) => ({ ...values[i], kid: String(kid) }));
}

/** @param {Kept} kept */
const hasKeys = ({ signingKey, deviceKey }) => signingKey instanceof CryptoKey && deviceKey instanceof CryptoKey;

/** @param {Identity['state']} state */
const identities = async (state) => /** @type {Identity[]} */ ((await all()).filter((kept) => kept.state === state && hasKeys(kept)));

export const pendingIdentities = () => identities('pending');

export const registeredIdentities = () => identities('registered');

/** Returns the identities whose keys this phone can no longer read. */
export const lostIdentities = async () => (await all()).filter((kept) => kept.state !== 'trial' && !hasKeys(kept));

/**
 * Returns the identities that may still be valid at a portal.
 * @param {string} origin
 */
export const identitiesAt = async (origin) =>
  [...await registeredIdentities(), ...await pendingIdentities()].filter((identity) => identity.origin === origin);

/** The active identity is the one that was chosen last, or else the first. */
export async function activeIdentity() {
  const registered = await registeredIdentities();
  return registered.find(({ kid }) => kid === recall('active')) ?? registered.at(0);
}

/** @param {Identity} identity */
export const activate = ({ kid }) => remember('active', kid);

/** @param {Identity} identity */
export const save = (identity) => inStore('readwrite', (store) => store.put(identity));

/** @param {{ kid: string }} identity */
export const remove = ({ kid }) => inStore('readwrite', (store) => void store.delete(kid));

/**
 * Notes that the portal has blocked the PIN. A missing record and an error of the storage are ignored, because the owner must first hear
 * that the PIN is blocked.
 * @param {Identity} identity
 */
export const notePinBlocked = ({ kid }) => inStore('readwrite', (store) => {
  const reading = store.get(kid);
  reading.onsuccess = () => {
    if (reading.result) store.put({ ...reading.result, isPinBlocked: true });
  };
}).catch(() => {});

/**
 * Checks that this phone can store keys and read them back, before a QR is used up that is shown only once.
 * @param {import('../protocol/keys.js').PhoneKeys} keys
 */
export async function tryToKeep(keys) {
  await removeTrials();
  // A code that is scanned again has the same keys. They may be stored already, for an enrollment whose answer was lost.
  if (await isKept(keys)) return;
  await inStore('readwrite', (store) => store.put({ ...keys, state: 'trial' }));
  const isReadable = await isKept(keys);
  await remove(keys);
  if (!isReadable) throw new Problem('keys-not-kept');
}

/** Removes the trial records that remain when the app was closed during such a check. */
async function removeTrials() {
  const trials = (await all()).filter(({ state }) => state === 'trial');
  if (trials.length === 0) return;
  await inStore('readwrite', (store) => {
    for (const { kid } of trials) store.delete(kid);
  });
}

/** @param {{ kid: string }} keys */
const isKept = async ({ kid }) => (await all()).some((kept) => kept.kid === kid && hasKeys(kept));

/**
 * The portal has accepted this key, so any earlier key at that origin is no longer valid.
 * @param {Identity} identity
 * @returns {Promise<Identity>}
 */
export async function register(identity) {
  /** @type {Identity} */
  const registered = { ...identity, state: 'registered' };
  const replaced = (await registeredIdentities()).filter(({ origin }) => origin === identity.origin);
  const lost = (await lostIdentities()).filter(({ origin = identity.origin }) => origin === identity.origin);
  await inStore('readwrite', (store) => {
    for (const { kid } of [...replaced, ...lost]) store.delete(kid);
    store.put(registered);
  });
  activate(registered);
  return registered;
}
