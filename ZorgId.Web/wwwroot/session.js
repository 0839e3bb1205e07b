// The browser's part of the portal session: that the person does something only the browser can tell, and a page that has
// lost its connection has to know by itself when it may no longer be looked at. SessionGuard calls these.
const quiet = 20_000; // Telling each click would be one message a click; idleness need not be that exact.

let warning, guard, stopListening, coveredFrom, cover;
let isPosting = false;
let toldAt = -Infinity;

export function watch(dialog, dotnet) {
    [warning, guard, stopListening] = [dialog, dotnet, new AbortController()];
    const { signal } = stopListening;
    addEventListener('pointerdown', onActivity, { capture: true, passive: true, signal });
    addEventListener('keydown', onActivity, { capture: true, passive: true, signal });
    // Escape is a key like any other: the person is there.
    warning.addEventListener('cancel', event => { event.preventDefault(); tell(); }, { signal });
    addEventListener('submit', event => { isPosting = event.target.method === 'post' && !event.defaultPrevented; }, { signal });
    // Timers stand still while a laptop sleeps.
    document.addEventListener('visibilitychange', coverInTime, { signal });
    addEventListener('online', coverInTime, { signal });
}

export function show(isWarned, millisecondsLeft) {
    coveredFrom = Date.now() + millisecondsLeft;
    coverInTime();
    if (isWarned && !warning.open)
        warning.showModal();
    else if (!isWarned && warning.open)
        warning.close();
    warning.dataset.guarded = ''; // And covered in time, from now on: a test may cut the line.
}

export function leave(url) {
    stop();
    if (isPosting)
        return; // The person is on their way out: Uitloggen must reach the server.
    document.body.classList.add('z-over');
    location.replace(url);
}

export function stop() {
    stopListening?.abort();
    clearTimeout(cover);
}

function onActivity(event) {
    // What speaks for itself: the warning's buttons, and a post, which loads a page. Neither may go away under the finger.
    const speaksForItself = event.target !== warning && warning.contains(event.target) || event.target.closest?.('form[method=post]');
    if (event.isTrusted && !speaksForItself)
        tell();
}

async function tell() {
    const now = Date.now();
    if (Math.abs(now - toldAt) < quiet)
        return;
    toldAt = now;
    try {
        await guard.invokeMethodAsync('StayAsync');
    } catch {
        toldAt = -Infinity; // Not heard: the next one is told again.
    }
}

function coverInTime() {
    clearTimeout(cover);
    const left = coveredFrom - Date.now();
    document.body.classList.toggle('z-over', left <= 0);
    if (left > 0)
        cover = setTimeout(coverInTime, Math.min(left, 2 ** 31 - 1));
}
