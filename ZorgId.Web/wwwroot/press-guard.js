// Refuses clicks that were meant for the control that was at the same spot before. The second click of a double click comes 250 ms to 1.5 s
// after the first, when the page has changed: it would press "Sluiten" of the dialog that "Opslaan" opened, and the QR code in it is shown
// only once. Only the browser knows where the pointer is and how fast the clicks come, so the server cannot decide this. It works for every
// dialog, without code in the dialog.
const time = 1500;
const reach = 24;
const regions = '[role=dialog], [role=alertdialog], dialog, [data-press-guard]';
const mayBeControls = 'button, a[href], summary, [role=button], label';

// Both the last press and the present position of the pointer count, because a button can also appear under a pointer at rest.
let pressed, pointer;
// A guard that names no control blocks every control near its spot.
let guards = [];
// It maps each control of an open region to the position at which it was seen last.
const places = new WeakMap();

// Firefox before 121 does not know :has().
const isControl = element => !element.matches('label') || element.querySelector('[type=checkbox], [type=radio]') !== null;
const controlsIn = region => [...region.querySelectorAll(mayBeControls)].filter(isControl);

function controlOf(target) {
    let control = target.closest?.(mayBeControls);
    while (control && !isControl(control))
        control = control.parentElement?.closest(mayBeControls);
    return control;
}

const hasRegion = node => node instanceof Element && (node.matches(regions) || node.querySelector(regions) !== null);

function isNear(place, spot) {
    const across = Math.max(place.left - spot.x, 0, spot.x - place.right);
    const down = Math.max(place.top - spot.y, 0, spot.y - place.bottom);
    return Math.hypot(across, down) <= reach;
}

function guard(spots, control) {
    const now = performance.now();
    guards = guards.filter(({ until }) => now < until);
    for (const spot of spots)
        guards.push({ spot, control, until: now + time });
}

function isGuarded(control) {
    const now = performance.now();
    const place = control.getBoundingClientRect();
    return guards.some(guard => now < guard.until && (guard.control ?? control) === control && isNear(place, guard.spot));
}

// A control that was near the pointer already is not guarded, because the user has seen it there.
function look(region, spots) {
    for (const control of controlsIn(region)) {
        const before = places.get(control);
        const place = control.getBoundingClientRect();
        places.set(control, place);
        guard(spots.filter(spot => isNear(place, spot) && !(before && isNear(before, spot))), control);
    }
}

function lookEverywhere() {
    for (const region of document.querySelectorAll(regions))
        look(region, []);
}

function onChange(records) {
    const spots = [...new Set([pressed, pointer])].filter(Boolean);
    const changed = new Set(records.map(({ target }) => target.closest?.(regions)).filter(Boolean));
    for (const region of changed)
        look(region, spots);
    // A dialog that opens puts its own buttons under the pointer, and one that closes puts the page's buttons there.
    const hasCome = records.some(({ type, target, addedNodes }) => type === 'attributes' ? target.open : [...addedNodes].some(hasRegion));
    const hasGone = records.some(({ type, target, removedNodes }) => type === 'attributes' ? !target.open : [...removedNodes].some(hasRegion));
    if (hasCome || hasGone) {
        guards = []; // Old guards are for controls that are gone. They would also block the opener of a dialog that has closed.
        guard(spots);
        lookEverywhere();
    }
}

function onClick(event) {
    // A click by key or screen reader has no pointer, so it cannot hit the wrong button.
    if (event.detail === 0)
        return;
    const control = controlOf(event.target);
    if (control && isGuarded(control))
        refuse(event);
}

function onKeyDown(event) {
    const { key, repeat, isComposing, target } = event;
    if (key !== 'Enter' && key !== ' ' || isComposing)
        return;
    if (!repeat) {
        pressed = undefined; // What opens now was opened by this key, so the last press does not count.
        return;
    }
    // A key that is held down counts as one press, for the control that had the focus at its start. Enter in a field submits the form, so
    // it is refused there too.
    const isTyped = key === ' ' ? !controlOf(target) : target.closest?.('textarea');
    if (!isTyped)
        refuse(event);
}

function refuse(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
}

const early = { capture: true, passive: true };
addEventListener('pointerdown', event => { pressed = pointer = { x: event.clientX, y: event.clientY }; }, early);
addEventListener('pointermove', event => { pointer = { x: event.clientX, y: event.clientY }; }, early);
addEventListener('click', onClick, { capture: true });
addEventListener('keydown', onKeyDown, { capture: true });
// Controls that move because the user scrolls or resizes, or because a dialog opens with an animation, do not count as changed.
for (const type of ['scroll', 'resize', 'animationend', 'transitionend'])
    addEventListener(type, lookEverywhere, early);
new MutationObserver(onChange).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ['open'] });
