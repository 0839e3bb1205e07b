import { Problem } from '../portal/problem.js';
import { storageName } from './storage.js';

const STORE = 'identities';

/** The browser has this time to open the database, and the same time again for each transaction. */
const ANSWER_WITHIN = 5000;

/** A new connection does not solve these errors. */
const LASTING = ['DataCloneError', 'QuotaExceededError'];

/** @type {Promise<IDBDatabase> | undefined} */
let opened;

/**
 * Runs one transaction. Its changes are on disk when the promise resolves.
 *
 * The system may close a connection without notice, when the phone slept or is short of memory. So a failed transaction is run once more
 * over a new connection, and must be safe to repeat.
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T> | void} work
 * @returns {Promise<T>} fails with a problem of the storage
 */
export async function inStore(mode, work) {
  try {
    return await attempt(mode, work).catch((error) => {
      if (error instanceof Problem || LASTING.includes(error?.name)) throw error;
      return attempt(mode, work);
    });
  } catch (error) {
    throw problemOf(error);
  }
}

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T> | void} work
 */
async function attempt(mode, work) {
  const connection = (opened ??= open());
  try {
    return await inTime(run(await connection, mode, work), new DOMException('No answer', 'TimeoutError'));
  } catch (error) {
    if (opened === connection) opened = undefined;
    connection.then((database) => database.close(), () => {});
    throw error;
  }
}

/**
 * @template T
 * @param {IDBDatabase} database
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T> | void} work
 * @returns {Promise<T>}
 */
const run = (database, mode, work) => new Promise((resolve, reject) => {
  const transaction = database.transaction(STORE, mode, { durability: 'strict' });
  const request = work(transaction.objectStore(STORE));
  transaction.oncomplete = () => resolve(/** @type {T} */ (request?.result));
  transaction.onabort = () => reject(transaction.error ?? request?.error);
});

/** @returns {Promise<IDBDatabase>} rejects with a Problem when the browser does not answer, because a retry would take as long */
const open = () => inTime(new Promise((resolve, reject) => {
  const request = indexedDB.open(storageName('phone'), 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'kid' });
  request.onsuccess = () => {
    const database = request.result;
    database.onclose = () => { opened = undefined; };
    // Without this, a user who deletes the data of this browser would wait for an app that is open in another tab.
    database.onversionchange = () => {
      database.close();
      opened = undefined;
    };
    resolve(database);
  };
  request.onerror = () => reject(request.error);
}), new Problem('storage-silent'));

/**
 * @template T
 * @param {Promise<T>} work
 * @param {Error} late what it rejects with when it takes too long
 * @returns {Promise<T>}
 */
function inTime(work, late) {
  /** @type {number | undefined} */
  let timer;
  const limit = new Promise((_, reject) => { timer = setTimeout(() => reject(late), ANSWER_WITHIN); });
  return /** @type {Promise<T>} */ (Promise.race([work, limit])).finally(() => clearTimeout(timer));
}

/** @param {any} error */
function problemOf(error) {
  if (error instanceof Problem) return error;
  console.warn(error);
  if (error?.name === 'TimeoutError') return new Problem('storage-silent');
  return new Problem(error?.name === 'QuotaExceededError' ? 'storage-full' : 'storage-refused');
}
