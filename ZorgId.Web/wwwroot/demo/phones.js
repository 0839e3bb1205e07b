// The demo's phones store their data in this browser, under names that end in their number.
const PHONES = [1, 2];

/** Returns the kid of the key that a phone uses, or null. The app itself stores it under this name. */
export const keyOf = number => localStorage.getItem(`zorgid-active-${number}`);

/** Resets each phone whose key the server does not know, because it was registered in an earlier demo. */
export async function forgetStrangers(isKnown) {
    for (const number of PHONES) {
        if (keyOf(number) && !isKnown(keyOf(number))) await forget(name => name.endsWith(`-${number}`));
    }
}

/** This runs before the phones start, because a database that is open cannot be deleted. */
export async function forget(isMeant = () => true) {
    for (const name of Object.keys(localStorage).filter(isMeant)) localStorage.removeItem(name);
    for (const { name } of await indexedDB.databases()) {
        if (!isMeant(name)) continue;
        await new Promise((resolve, reject) => {
            const request = indexedDB.deleteDatabase(name);
            request.onsuccess = resolve;
            request.onerror = () => reject(request.error);
        });
    }
}

/** The page mentions buttons of the app by name, so the app must use the language of the page. */
export function speak(language) {
    for (const number of PHONES) localStorage.setItem(`zorgid-language-${number}`, language);
}
