// Keeps the server informed of the text in the fields of a form, because Blazor learns of a text only by its change event.
const told = new WeakMap(); // It maps a field to the text of its last change event.
let isLeaving = false;

const isField = element => element instanceof HTMLInputElement && !element.readOnly && element.maxLength > 0;

const isOfForm = element => isField(element) && element.closest('.z-form') !== null;

function tell(field) {
    if (field.value !== (told.get(field) ?? ''))
        field.dispatchEvent(new Event('change', { bubbles: true }));
}

// Browsers apply maxlength only to what a user types or pastes. A tool may write more, and a message that is too long closes the
// connection.
function cut(field) {
    if (field.value.length > field.maxLength)
        field.value = field.value.slice(0, field.maxLength);
}

/** Replaces a text by its normalised form, unless the user is in the field again or has changed the text in the meantime. */
export function retype(id, typed, tidy) {
    const field = document.getElementById(id);
    if (field && field.value === typed && field !== document.activeElement) {
        field.value = tidy;
        tell(field);
    }
}

/** Turns off the browser's question about unsaved input, for a navigation that must not be cancelled. */
export function letGo() {
    isLeaving = true;
}

const isFilled = () => document.querySelector('.z-form input:checked') !== null
    || [...document.querySelectorAll('.z-form input')].some(field => isField(field) && field.value !== '');

addEventListener('input', ({ target }) => {
    if (!isField(target)) return;
    cut(target);
    // Tools that fill in forms, and dictation, may fire no change event, and no focusout follows when the focus is elsewhere.
    if (isOfForm(target) && target !== document.activeElement)
        tell(target);
}, true);

addEventListener('change', ({ target }) => {
    if (!isField(target)) return;
    cut(target);
    told.set(target, target.value);
}, true);

addEventListener('focusout', ({ target }) => isOfForm(target) && tell(target), true);

addEventListener('submit', ({ target }) => {
    if (target.method === 'post')
        letGo();
    if (target.matches('.z-form'))
        [...target.elements].filter(isField).forEach(tell);
}, true);

// An Escape that ends a composition is meant for the input method, not for a dialog. Some browsers end the composition before they report
// the key; then the key code is 229.
addEventListener('keydown', event => {
    if (event.key === 'Escape' && (event.isComposing || event.keyCode === 229))
        event.stopPropagation();
}, true);

addEventListener('beforeunload', event => {
    if (!isLeaving && isFilled())
        event.preventDefault();
});
