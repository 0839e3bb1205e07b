/**
 * Keeps the app on the phone, so that it opens without a connection. At each start it asks the
 * server what the app consists of now: the newest version is used where it can be had, and the last
 * whole one where it cannot. A file's path has its version in it, and the version before stays: a
 * page that began from it goes on to load its own modules, and no other's. Only the app's own files
 * are kept, under their bare paths; what a QR holds is in no path, and the portal's answers pass by
 * untouched.
 */
const PAGE = '/app';
const LIST = '/app/shell.json';
// Holds the list of the version that opens.
const NEWEST = 'zorgid-app';
const VERSIONS = 'zorgid-app-';
const NEWEST_WITHIN = 4000;

addEventListener('install', (event) => {
  skipWaiting();
  event.waitUntil(keepNewest());
});

addEventListener('activate', (event) => event.waitUntil(clients.claim()));

addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== location.origin) return;
  if (mode === 'navigate') {
    if (pathname === PAGE) event.respondWith(openApp(event));
  } else if (pathname.startsWith(`${PAGE}/`)) {
    event.respondWith(kept(versionOf(pathname), pathname).then((answer) => answer ?? fetch(event.request)));
  }
});

/** @param {string} pathname of a file of the app */
const versionOf = (pathname) => pathname.split('/')[2];

/** @param {FetchEvent} event */
async function openApp(event) {
  // Where it takes too long it goes on by itself, for the next start.
  const refreshed = keepNewest().catch(() => {});
  event.waitUntil(refreshed);
  await Promise.race([refreshed, new Promise((resolve) => setTimeout(resolve, NEWEST_WITHIN))]);
  return (await kept(await newestVersion(), PAGE)) ?? fetch(event.request);
}

/** Makes a cache of the server's version whole, and then removes all but that and the one before. */
async function keepNewest() {
  const answer = await fetch(LIST, { cache: 'no-store' });
  const { version, files } = await answer.clone().json();
  const before = await newestVersion();
  const cache = await caches.open(VERSIONS + version);
  if (!(await cache.match(LIST))) {
    await Promise.all(Object.entries(files).map(([path, integrity]) => keep(cache, path, integrity)));
    // Last of all: a cache that holds its list holds everything on it.
    await cache.put(LIST, answer.clone());
  }
  if (version === before) return;
  await (await caches.open(NEWEST)).put(LIST, answer);
  const stays = [NEWEST, VERSIONS + version, VERSIONS + before];
  const others = (await caches.keys()).filter((name) => name.startsWith(NEWEST) && !stays.includes(name));
  await Promise.all(others.map((name) => caches.delete(name)));
}

/** @returns {Promise<string | undefined>} the version that opens; none before the first is whole */
async function newestVersion() {
  const list = await caches.match(LIST, { cacheName: NEWEST });
  return list && (await list.json()).version;
}

/**
 * A file of another version than the list's, while a server is being updated, is refused by its hash.
 * @param {Cache} cache
 * @param {string} path
 * @param {string} integrity
 */
async function keep(cache, path, integrity) {
  const answer = await fetch(path, { integrity });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  await cache.put(path, answer);
}

/**
 * @param {string | undefined} version
 * @param {string} path
 */
const kept = (version, path) => caches.match(path, { cacheName: VERSIONS + version });
