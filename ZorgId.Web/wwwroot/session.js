// This is the browser's part of the portal session. Only the browser sees the user's activity, and a page without connection has to know by
// itself when it must hide its content. SessionGuard calls these functions.
import { letGo } from './fields.js';

const quiet = 20_000; // Activity is reported at most once in this time, because idleness need not be measured exactly.

// The page is covered when the server has not answered within this time.
const patience = 2000;

let warning, guard, stopListening, cover;
// The end of the session is kept by the monotonic clock, which may stop while a laptop sleeps, and by the system clock, which may be set to
// another time.
let end = { steady: Infinity, wall: Infinity };
let toldAt = -Infinity;

export function watch(dialog, dotnet) {
    [warning, guard, stopListening] = [dialog, dotnet, new AbortController()];
    const { signal } = stopListening;
    addEventListener('pointerdown', onActivity, { capture: true, passive: true, signal });
    addEventListener('keydown', onActivity, { capture: true, passive: true, signal });
    // Escape is activity like any other key. The server closes the warning after it was told.
    warning.addEventListener('cancel', event => { event.preventDefault(); tell(); }, { signal });
    // Timers stop while a laptop sleeps, so the time is checked when the page is used again.
    document.addEventListener('visibilitychange', coverInTime, { signal });
    addEventListener('online', coverInTime, { signal });
    document.getElementById('components-reconnect-modal')
        .addEventListener('components-reconnect-state-changed', event => event.detail.state === 'hide' && coverInTime(), { signal });
}

export function show(isWarned, millisecondsLeft) {
    setEnd(millisecondsLeft);
    if (isWarned && !warning.open)
        warning.showModal();
    else if (!isWarned && warning.open)
        warning.close();
    // The page now knows when its session ends and covers itself then, even without a connection. Tests wait for this mark.
    warning.dataset.guarded = '';
}

export function leave(url) {
    stop();
    if (document.documentElement.dataset.posted)
        return; // A posted form, such as Uitloggen, must reach the server, and its answer replaces this page.
    document.body.classList.add('z-over');
    letGo();
    location.replace(url);
}

export function stop() {
    stopListening?.abort();
    clearTimeout(cover);
}

function onActivity(event) {
    // The buttons of the warning and forms that are posted report activity themselves. Telling it here could remove them during the press.
    const speaksForItself = event.target !== warning && warning.contains(event.target) || event.target.closest?.('form[method=post]');
    if (event.isTrusted && !speaksForItself)
        tell();
}

async function tell() {
    const now = performance.now();
    if (now - toldAt < quiet)
        return;
    toldAt = now;
    try {
        await guard.invokeMethodAsync('StayAsync');
    } catch {
        toldAt = -Infinity; // The server was not told, so the next activity is reported at once.
    }
}

function setEnd(millisecondsLeft) {
    end = { steady: performance.now() + millisecondsLeft, wall: Date.now() + millisecondsLeft };
    coverInTime();
}

function coverInTime() {
    clearTimeout(cover);
    const left = end.steady - performance.now();
    if (left > 0 && end.wall <= Date.now()) {
        ask();
        return;
    }
    document.body.classList.toggle('z-over', left <= 0);
    if (left > 0)
        cover = setTimeout(coverInTime, Math.min(left, 2 ** 31 - 1));
}

// The two clocks disagree, because the laptop slept or its time was set. The server knows the time left. While it does not answer, the page
// is covered.
async function ask() {
    cover = setTimeout(() => document.body.classList.add('z-over'), patience);
    try {
        const left = await guard.invokeMethodAsync('AskLeftAsync');
        if (left > 0) setEnd(left);
    } catch {
        // The page is covered until the server reports that there is time left.
    }
}
