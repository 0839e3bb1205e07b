import { phoneNumber } from './storage.js';

/**
 * Whether what is kept here is kept apart from what the app on the home screen would keep. Only iOS
 * says so, and only there it is so: a phone registered in its browser is unknown to the installed app.
 */
export const isApartFromInstalledApp = () =>
  !phoneNumber && /** @type {{ standalone?: boolean }} */ (navigator).standalone === false;

/** Has the app open without a connection. The demo's phones are frames of a page that has one. */
export function keepForOffline() {
  if (phoneNumber || !navigator.serviceWorker) return;
  // An app that cannot be kept still works.
  navigator.serviceWorker.register('/app/worker.js', { scope: '/app', updateViaCache: 'none' }).catch(() => {});
}

/** Asks the browser not to clear the keys away when it runs short of space. */
export const keepStorage = () => navigator.storage?.persist?.().catch(() => false);
