// The demo's phones keep what they know in this browser, each under names that end in its number.
const PHONES = [1, 2];

/** The key that a phone uses, or null: as the app itself remembers it. */
export const keyOf = number => localStorage.getItem(`zorgid-active-${number}`);

/** A phone that was registered in a demo which is gone starts as new. */
export async function forgetStrangers(isKnown) {
    for (const number of PHONES) {
        if (keyOf(number) && !isKnown(keyOf(number))) await forget(name => name.endsWith(`-${number}`));
    }
}

/** The phones start only after this: an open database is not deleted. */
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

/** The page names the app's buttons, so the app speaks its language. */
export function speak(language) {
    for (const number of PHONES) localStorage.setItem(`zorgid-language-${number}`, language);
}
