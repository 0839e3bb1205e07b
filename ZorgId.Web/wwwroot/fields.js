// What stands in the fields of a form, as against what the server knows of it. Blazor hears of a text by its change event only.
const told = new WeakMap(); // Field to the text of its last change event.
let isLeaving = false;

const isField = element => element instanceof HTMLInputElement && !element.readOnly && element.maxLength > 0;

const isOfForm = element => isField(element) && element.closest('.z-form') !== null;

function tell(field) {
    if (field.value !== (told.get(field) ?? ''))
        field.dispatchEvent(new Event('change', { bubbles: true }));
}

// The attribute holds for what a person types or pastes. A tool may write more, and one message that is too long ends the connection.
function cut(field) {
    if (field.value.length > field.maxLength)
        field.value = field.value.slice(0, field.maxLength);
}

/** Shows a text as it was understood, unless the person is in the field again or it holds another text by now. */
export function retype(id, typed, tidy) {
    const field = document.getElementById(id);
    if (field && field.value === typed && field !== document.activeElement) {
        field.value = tidy;
        tell(field);
    }
}

/** The page is left because it must be: nobody is asked about what stands in a form. */
export function letGo() {
    isLeaving = true;
}

const isFilled = () => document.querySelector('.z-form input:checked') !== null
    || [...document.querySelectorAll('.z-form input')].some(field => isField(field) && field.value !== '');

addEventListener('input', ({ target }) => {
    if (!isField(target)) return;
    cut(target);
    // Tools that fill in forms, and dictation, may fire nothing else, and the focus is elsewhere.
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

// Escape that ends an input method's composition is meant for the input method. 229: browsers that end the composition before they tell the key.
addEventListener('keydown', event => {
    if (event.key === 'Escape' && (event.isComposing || event.keyCode === 229))
        event.stopPropagation();
}, true);

addEventListener('beforeunload', event => {
    if (!isLeaving && isFilled())
        event.preventDefault();
});
