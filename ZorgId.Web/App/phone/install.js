import { isIos, isAndroid } from './device.js';
import { phoneNumber } from './storage.js';

/**
 * True where this browser and the app on the home screen have separate storage, so that the installed app would not know this registration.
 * Only iOS reports it, and only there it is so.
 */
export const isApartFromInstalledApp = () =>
  !phoneNumber && /** @type {{ standalone?: boolean }} */ (navigator).standalone === false;

/** @typedef {Event & { prompt: () => Promise<{ outcome: 'accepted' | 'dismissed' }> }} InstallOffer */

/** @type {InstallOffer | undefined} */
let offer;

/** Keeps the browser's install prompt, because its event fires once, long before a screen can use it. */
export function watchInstallOffer() {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offer = /** @type {InstallOffer} */ (event);
  });
  addEventListener('appinstalled', () => { offer = undefined; });
}

/** Shows the browser's install prompt, which can be used only once. */
export async function install() {
  const current = offer;
  offer = undefined;
  return (await current?.prompt())?.outcome === 'accepted';
}

/**
 * Tells how this app can be installed from here: by the browser's prompt, by its menu, by the share button of iOS, or only on another
 * device. It returns nothing when the app is installed already, and in a frame of the demo.
 * @returns {'ask' | 'menu' | 'share' | 'otherDevice' | undefined}
 */
export function wayToInstall() {
  if (phoneNumber || matchMedia('(display-mode: standalone)').matches) return undefined;
  if (isApartFromInstalledApp()) return 'share';
  if (isIos()) return undefined;
  if (!isAndroid()) return 'otherDevice';
  return offer ? 'ask' : 'menu';
}

/** Lets the app open without a connection. The demo's phones do not need that, because they are frames of a page that has one. */
export function keepForOffline() {
  if (phoneNumber || !navigator.serviceWorker) return;
  // The app also works when it cannot be cached.
  navigator.serviceWorker.register('/app/worker.js', { scope: '/app', updateViaCache: 'none' }).catch(() => {});
}

/** Asks the browser not to clear the keys away when it runs short of space. */
export const keepStorage = () => navigator.storage?.persist?.().catch(() => false);
