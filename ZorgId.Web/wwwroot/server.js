/** Returns the promise, but rejects when it takes longer than this many milliseconds. */
export const inTime = (promise, within) => Promise.race([promise, new Promise((_, reject) => setTimeout(reject, within))]);

/** Tells whether the server can deliver this page. A redirect counts as an answer; its status is 0 here. */
export async function isServerThere(within) {
    try {
        return (await inTime(fetch(location.href, { redirect: 'manual', cache: 'no-store' }), within)).status < 500;
    } catch {
        return false;
    }
}
