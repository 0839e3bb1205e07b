/**
 * Keeps the app on the phone, so that it opens without a connection. At each start it asks the
 * server what the app consists of now: the newest version is used where it can be had, and the last
 * whole one where it cannot. Only the app's own files are kept, under their bare paths; what a QR
 * holds is in no path, and the portal's answers pass by untouched.
 */
const LIST = '/app/shell.json';
const CACHES = 'zorgid-app-';
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
    if (pathname === '/app') event.respondWith(openApp(event));
  } else if (isOurs(pathname)) {
    event.respondWith(kept(pathname).then((answer) => answer ?? fetch(event.request)));
  }
});

/** @param {string} pathname */
const isOurs = (pathname) => pathname.startsWith('/app/') || pathname.startsWith('/fonts/')
  || pathname === '/tokens.css' || pathname === '/favicon.svg';

/** @param {FetchEvent} event */
async function openApp(event) {
  // Where it takes too long it goes on by itself, for the next start.
  const refreshed = keepNewest().catch(() => {});
  event.waitUntil(refreshed);
  await Promise.race([refreshed, new Promise((resolve) => setTimeout(resolve, NEWEST_WITHIN))]);
  return (await kept('/app')) ?? fetch(event.request);
}

/** Makes a cache of the server's version whole, and then removes all others. */
async function keepNewest() {
  const answer = await fetch(LIST, { cache: 'no-store' });
  const { version, files } = await answer.clone().json();
  const name = CACHES + version;
  const cache = await caches.open(name);
  if (!(await cache.match(LIST))) {
    await Promise.all(Object.entries(files).map(([path, integrity]) => keep(cache, path, integrity)));
    // Last of all: a cache that holds its list holds everything on it.
    await cache.put(LIST, answer);
  }
  const others = (await ourCaches()).filter((other) => other !== name);
  await Promise.all(others.map((other) => caches.delete(other)));
}

/**
 * A file of another version than the list's, while a server is being updated, is refused by its hash.
 * @param {Cache} cache
 * @param {string} path
 * @param {string} integrity
 */
async function keep(cache, path, integrity) {
  const answer = await fetch(path, { cache: 'no-cache', integrity });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  await cache.put(path, answer);
}

/** @param {string} path */
async function kept(path) {
  for (const name of await ourCaches()) {
    const cache = await caches.open(name);
    if (await cache.match(LIST)) return cache.match(path);
  }
  return undefined;
}

const ourCaches = async () => (await caches.keys()).filter((name) => name.startsWith(CACHES));
