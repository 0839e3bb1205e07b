import { storageName } from './storage.js';

const STORE = 'identities';

/** @type {Promise<IDBDatabase> | undefined} */
let opened;

/**
 * Runs one transaction; what it did is on disk when the promise is kept.
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T> | void} work
 * @returns {Promise<T>}
 */
export async function inStore(mode, work) {
  const database = await (opened ??= open());
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode, { durability: 'strict' });
    const request = work(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(/** @type {T} */ (request?.result));
    transaction.onabort = () => reject(transaction.error);
  });
}

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(storageName('phone'), 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'kid' });
    request.onsuccess = () => {
      // Whoever empties this browser must not wait for an app that stands open in another tab.
      request.result.onversionchange = () => {
        request.result.close();
        opened = undefined;
      };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
}
