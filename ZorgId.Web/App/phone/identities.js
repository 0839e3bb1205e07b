import { Problem } from '../portal/problem.js';
import { inStore } from './database.js';
import { recall, remember } from './storage.js';

/**
 * An account as this phone holds it: its keys at one origin, and whose they are.
 *
 * `pending` is an enrollment whose answer never came: the portal may know the key or not. It is
 * settled by the next PIN that is typed, for only then the portal can be asked.
 *
 * `isPinChanging` from before a new PIN is sent until it is known which of the two holds.
 * `isPinBlocked` from when the portal has said so until a PIN is right again.
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
 * What was kept under a key's name, as it came back: a browser that can no longer read a key gives nothing in its place, or
 * nothing at all.
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

/** Whose keys this phone can no longer read. */
export const lostIdentities = async () => (await all()).filter((kept) => kept.state !== 'trial' && !hasKeys(kept));

/**
 * The identities at a portal that may be alive there.
 * @param {string} origin
 */
export const identitiesAt = async (origin) =>
  [...await registeredIdentities(), ...await pendingIdentities()].filter((identity) => identity.origin === origin);

/** Exactly one identity is in use: the one chosen last. */
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
 * The portal has blocked the PIN. An identity that is gone, or a storage that fails, is not what its owner is to hear of now.
 * @param {Identity} identity
 */
export const notePinBlocked = ({ kid }) => inStore('readwrite', (store) => {
  const reading = store.get(kid);
  reading.onsuccess = () => {
    if (reading.result) store.put({ ...reading.result, isPinBlocked: true });
  };
}).catch(() => {});

/**
 * Whether this phone keeps keys at all, and gives them back. Found out before a QR is used up that is shown only once.
 * @param {import('../protocol/keys.js').PhoneKeys} keys
 */
export async function tryToKeep(keys) {
  await removeTrials();
  // A code that is scanned again has the same keys, which may be those of an enrollment whose answer was lost.
  if (await isKept(keys)) return;
  await inStore('readwrite', (store) => store.put({ ...keys, state: 'trial' }));
  const isReadable = await isKept(keys);
  await remove(keys);
  if (!isReadable) throw new Problem('keys-not-kept');
}

/** An app that was closed in the middle of a try has left its row behind. */
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
 * The portal knows the key, so any earlier one at that origin is dead.
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
