// The browser's part of the portal session: that the person does something only the browser can tell, and a page that has
// lost its connection has to know by itself when it may no longer be looked at. SessionGuard calls these.
import { letGo } from './fields.js';

const quiet = 20_000; // Telling each click would be one message a click; idleness need not be that exact.

// How long the server's answer is waited for before the page is covered.
const patience = 2000;

let warning, guard, stopListening, cover;
// The end, by a clock that only goes forward and by the one on the wall. The first may stand still while a laptop sleeps;
// the second may be set to another time.
let end = { steady: Infinity, wall: Infinity };
let toldAt = -Infinity;

export function watch(dialog, dotnet) {
    [warning, guard, stopListening] = [dialog, dotnet, new AbortController()];
    const { signal } = stopListening;
    addEventListener('pointerdown', onActivity, { capture: true, passive: true, signal });
    addEventListener('keydown', onActivity, { capture: true, passive: true, signal });
    // Escape is a key like any other: the person is there.
    warning.addEventListener('cancel', event => { event.preventDefault(); tell(); }, { signal });
    // Timers stand still while a laptop sleeps.
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
    warning.dataset.guarded = ''; // And covered in time, from now on: a test may cut the line.
}

export function leave(url) {
    stop();
    if (document.documentElement.dataset.posted)
        return; // The person is on their way out: Uitloggen must reach the server.
    document.body.classList.add('z-over');
    letGo();
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
    const now = performance.now();
    if (now - toldAt < quiet)
        return;
    toldAt = now;
    try {
        await guard.invokeMethodAsync('StayAsync');
    } catch {
        toldAt = -Infinity; // Not heard: the next one is told again.
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

// The clocks differ: the laptop slept, or its time was set. The server knows; where it does not answer, the page is covered.
async function ask() {
    cover = setTimeout(() => document.body.classList.add('z-over'), patience);
    try {
        const left = await guard.invokeMethodAsync('AskLeftAsync');
        if (left > 0) setEnd(left);
    } catch {
        // Covered, until a look of the server's says otherwise.
    }
}
