import { isIos, isAndroid } from './device.js';
import { phoneNumber } from './storage.js';

/**
 * Whether what is kept here is kept apart from what the app on the home screen would keep. Only iOS
 * says so, and only there it is so: a phone registered in its browser is unknown to the installed app.
 */
export const isApartFromInstalledApp = () =>
  !phoneNumber && /** @type {{ standalone?: boolean }} */ (navigator).standalone === false;

/** @typedef {Event & { prompt: () => Promise<{ outcome: 'accepted' | 'dismissed' }> }} InstallOffer */

/** @type {InstallOffer | undefined} */
let offer;

/** Keeps the browser's own offer to install the app: it comes once, long before a screen can use it. */
export function watchInstallOffer() {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offer = /** @type {InstallOffer} */ (event);
  });
  addEventListener('appinstalled', () => { offer = undefined; });
}

/** Has the browser ask its person; an offer does for one time. */
export async function install() {
  const current = offer;
  offer = undefined;
  return (await current?.prompt())?.outcome === 'accepted';
}

/**
 * How this app gets to a home screen from here: by the browser's own question, by its menu, by the
 * share button of iOS, or only on another device. Nothing where it is there, or in a demo's frame.
 * @returns {'ask' | 'menu' | 'share' | 'otherDevice' | undefined}
 */
export function wayToInstall() {
  if (phoneNumber || matchMedia('(display-mode: standalone)').matches) return undefined;
  if (isApartFromInstalledApp()) return 'share';
  if (isIos()) return undefined;
  if (!isAndroid()) return 'otherDevice';
  return offer ? 'ask' : 'menu';
}

/** Has the app open without a connection. The demo's phones are frames of a page that has one. */
export function keepForOffline() {
  if (phoneNumber || !navigator.serviceWorker) return;
  // An app that cannot be kept still works.
  navigator.serviceWorker.register('/app/worker.js', { scope: '/app', updateViaCache: 'none' }).catch(() => {});
}

/** Asks the browser not to clear the keys away when it runs short of space. */
export const keepStorage = () => navigator.storage?.persist?.().catch(() => false);
