/**
 * Caches the app on the phone, so that it opens without a connection. At each start it asks the server for the list of the app's files. It
 * serves the newest version when that can be loaded, and otherwise the last complete one. The path of a file contains its version, and the
 * previous version stays cached, so that a page of that version still loads its own modules. Only the app's own files are cached, under
 * their paths. A path contains nothing of a QR, and the portal's answers are never cached.
 */
const PAGE = '/app';
const LIST = '/app/shell.json';
// This cache holds the list of the version that the app opens with.
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
  // An update that takes too long goes on in the background, for the next start.
  const refreshed = keepNewest().catch(() => {});
  event.waitUntil(refreshed);
  await Promise.race([refreshed, new Promise((resolve) => setTimeout(resolve, NEWEST_WITHIN))]);
  return (await kept(await newestVersion(), PAGE)) ?? fetch(event.request);
}

/** Completes the cache of the server's version, and then removes all caches but that one and the previous one. */
async function keepNewest() {
  const answer = await fetch(LIST, { cache: 'no-store' });
  const { version, files } = await answer.clone().json();
  const before = await newestVersion();
  const cache = await caches.open(VERSIONS + version);
  if (!(await cache.match(LIST))) {
    await Promise.all(Object.entries(files).map(([path, integrity]) => keep(cache, path, integrity)));
    // The list is stored last, so a cache that has its list is complete.
    await cache.put(LIST, answer.clone());
  }
  if (version === before) return;
  await (await caches.open(NEWEST)).put(LIST, answer);
  const stays = [NEWEST, VERSIONS + version, VERSIONS + before];
  const others = (await caches.keys()).filter((name) => name.startsWith(NEWEST) && !stays.includes(name));
  await Promise.all(others.map((name) => caches.delete(name)));
}

/** @returns {Promise<string | undefined>} the version that the app opens with; undefined before the first cache is complete */
async function newestVersion() {
  const list = await caches.match(LIST, { cacheName: NEWEST });
  return list && (await list.json()).version;
}

/**
 * While a server is being updated, it may send a file of another version than that of the list. Its hash rejects that file.
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
