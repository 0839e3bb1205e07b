// Whether the server answers.

/** The promise, which fails where it takes longer than so many milliseconds. */
export const inTime = (promise, within) => Promise.race([promise, new Promise((_, reject) => setTimeout(reject, within))]);

/** Whether this page's address can be asked for. A redirect is an answer too: its status is 0 here. */
export async function isServerThere(within) {
    try {
        return (await inTime(fetch(location.href, { redirect: 'manual', cache: 'no-store' }), within)).status < 500;
    } catch {
        return false;
    }
}
