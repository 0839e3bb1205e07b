// Decides in the browser where the focus goes. The server would decide one round trip later, and could move the focus away from a field in
// which the user types already.
const controls = 'a[href], button:not([disabled]), input:not([disabled], [type=hidden]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex="0"]:not(.mud-focus-trap > *)';
const dialogs = '[role=dialog], dialog[open]';
const editable = 'input:not([type=checkbox], [type=radio], [type=button], [type=submit], [readonly]), textarea, select, [contenteditable=true]';

let place = null; // It describes the focused element and its surroundings, and is kept when the element is removed.
let hasMovedOn = false; // It is true when the user has typed or moved the focus since their last command, such as a click on a button.

const isNowhere = element => !element || element === document.body;
// Safari before 17.4 and Firefox before 106 do not know checkVisibility.
const isVisible = element => element.checkVisibility?.({ visibilityProperty: true })
    ?? (element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible');
const canHaveFocus = element => element.isConnected && isVisible(element) && !element.matches(':disabled');
const controlsIn = root => [...root.querySelectorAll(controls)].filter(canHaveFocus);
const dialogOf = element => element.closest(dialogs);
const topDialog = () => [...document.querySelectorAll(dialogs)].filter(canHaveFocus).at(-1) ?? null;

function isInView(element) {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
}

/** An element that only scripts can focus, such as a heading or a dialog, is not a choice of the user, so the focus may leave it. */
const mayMove = () => !hasMovedOn || isNowhere(document.activeElement) || document.activeElement.tabIndex < 0;

function focusOn(element) {
    if (!element || !canHaveFocus(element))
        return false;
    element.focus();
    return document.activeElement === element;
}

/** Focuses the start of new content. A control is scrolled into view as usual; other content is read from its top. */
function goTo(element) {
    const isChosen = element.matches(controls);
    element.focus({ preventScroll: !isChosen });
    if (!isChosen && !isInView(element))
        element.scrollIntoView({ block: 'start' });
}

function remember(element) {
    const dialog = dialogOf(element);
    const ancestors = [];
    for (let parent = element.parentElement; parent; parent = parent.parentElement)
        ancestors.push(parent);
    place = { element, dialog, ancestors, order: controlsIn(dialog ?? document), home: element.closest('[data-focus-home]')?.dataset.focusHome, opener: dialog && openerOf(dialog) };
}

function openerOf(dialog) {
    for (let before = place; before; before = before.opener) {
        if (before.dialog === dialog)
            return before.opener;
    }
    return place;
}

/** Moves the focus into a dialog: to the element that requests it, or else to the dialog itself, so that it is read from its top. */
const enter = dialog => focusOn([...dialog.querySelectorAll('[data-focus=""]')].find(e => canHaveFocus(e) && (e.matches(editable) || isInView(e)))) || focusOn(dialog);

/** Focuses the control that is nearest to an element that can no longer have the focus. */
function recover({ element, dialog, ancestors, order, home, opener }) {
    const top = topDialog();
    if (top && top !== dialog)
        return enter(top);
    if (focusOn(element) || (home && focusOn(document.getElementById(home))))
        return true;
    // The dialog itself gets the focus, because its nearest button may be the one that discards its contents.
    if (dialog?.isConnected && focusOn(dialog))
        return true;
    for (const ancestor of ancestors.filter(a => a.isConnected && a !== document.body && a !== document.documentElement)) {
        const inside = controlsIn(ancestor);
        const at = order.indexOf(element);
        const near = order.slice(at + 1).find(e => inside.includes(e)) ?? order.slice(0, Math.max(at, 0)).filter(e => inside.includes(e)).at(-1) ?? inside[0];
        if (focusOn(near))
            return true;
    }
    return opener ? recover(opener) : focusOn(document.querySelector('main h1[tabindex]')) || focusOn(document.querySelector('main'));
}

function follow(records) {
    const added = records.flatMap(record => [...record.addedNodes]).filter(node => node instanceof Element && node.isConnected);
    const top = topDialog();
    if (top && !top.contains(document.activeElement) && added.some(node => node.contains(top)))
        enter(top);
    for (const mark of added.flatMap(node => [...node.matches('[data-focus]') ? [node] : [], ...node.querySelectorAll('[data-focus]')])) {
        const wanted = mark.dataset.focus === '' ? mark : document.getElementById(mark.dataset.focus);
        if (wanted && canHaveFocus(wanted) && mayMove() && (!top || top.contains(wanted)))
            goTo(wanted);
    }
    if (place && isNowhere(document.activeElement) && !canHaveFocus(place.element))
        recover(place);
}

function onClick(event) {
    const control = event.target.closest?.(controls);
    hasMovedOn = control?.matches(editable) ?? false;
    // Safari does not focus the button that is clicked.
    if (control && isNowhere(document.activeElement))
        remember(control);
    else if (isNowhere(document.activeElement))
        place = null;
    if (event.target.closest?.('.z-skip')) {
        event.preventDefault();
        focusOn(document.querySelector('main'));
    }
}

function onKey(event) {
    if (event.key === 'Tab') {
        keepInside(event);
        hasMovedOn = true;
    } else if (event.key === 'Enter' || event.key === 'Escape' || (event.key === ' ' && !event.target.matches?.(editable))) {
        hasMovedOn = false;
    }
}

/** MudBlazor keeps the focus inside a dialog by a call to the server. A second Tab before the answer would leave the dialog. */
function keepInside(event) {
    const dialog = topDialog();
    if (!dialog || dialog.tagName === 'DIALOG' || event.altKey || event.ctrlKey || event.metaKey)
        return;
    const inside = controlsIn(dialog);
    const active = document.activeElement;
    const at = inside.indexOf(active);
    if (at >= 0 && (event.shiftKey ? at > 0 : at < inside.length - 1))
        return;
    event.preventDefault();
    const side = event.shiftKey ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
    const rest = at < 0 && dialog.contains(active) ? inside.filter(e => active.compareDocumentPosition(e) & side) : [];
    (event.shiftKey ? rest.at(-1) ?? inside.at(-1) : rest[0] ?? inside[0])?.focus();
}

/** A call from the server that moves the focus arrives late, so it is ignored when the user has moved on. */
function guard(owner, ...names) {
    for (const name of owner ? names : []) {
        const focus = owner[name];
        owner[name] = (...args) => mayMove() ? focus.apply(owner, args) : undefined;
    }
}

guard(globalThis.Blazor?._internal.domWrapper, 'focus', 'focusBySelector');
guard(globalThis.mudElementRef, 'focus', 'focusFirst', 'focusLast', 'select', 'selectRange');
// This script restores the focus when a dialog closes, so MudBlazor must not do it too.
if (globalThis.mudElementRef)
    mudElementRef.saveFocus = mudElementRef.restoreFocus = () => {};

addEventListener('focusin', event => remember(event.target), true);
addEventListener('input', () => { hasMovedOn = true; }, true);
addEventListener('click', onClick, true);
addEventListener('keydown', onKey, true);
new MutationObserver(follow).observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled', 'hidden', 'open'] });
