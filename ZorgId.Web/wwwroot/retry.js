// A page that could not be made comes by itself once it can: it is asked for out of sight first, so that no error of the browser's takes its place.
const rhythm = 3000;

async function tryAgain() {
    try {
        const answer = await fetch(location.href, { redirect: 'manual', cache: 'no-store' });
        if (answer.type === 'opaqueredirect' || answer.status < 500) {
            location.reload();
            return;
        }
    } catch {
        // Out of reach: next time.
    }
    setTimeout(tryAgain, rhythm);
}

setTimeout(tryAgain, rhythm);
