// Reads and fills the demo's three screens, which are frames of this page.
const SIZE = 640;
const QUIET = 40;
const LIST_PATIENCE = 5000;

const frame = place => document.querySelector(`[data-place="${place}"] iframe`);

// It is null while a frame loads, and when the user has navigated the frame to another site.
const inside = place => frame(place)?.contentDocument ?? null;

/** Tells whether the portal shows a page under this path with an element for this selector. */
export const portalShows = (selector, path = '') =>
    Boolean(inside('portal')?.location.pathname.startsWith(path) && inside('portal').querySelector(selector));

/** Tells whether a PIN was chosen on a phone. Only its screen shows that, because until registration the PIN is only in its memory. */
export const phoneIsPastPin = number => Boolean(inside(`phone-${number}`)?.querySelector('main .screen:not(.pin)'));

/** Fills in the registration as a person would. */
export async function fillRegistration({ organisation, ...person }) {
    const page = inside('portal');
    if (!page?.getElementById('achternaam')) return;
    writeFields(page, person);
    await chooseOrganisation(page, organisation);
}

/** The portal's server renders the list, so it appears only after the server has received the press. */
async function chooseOrganisation(page, name) {
    const list = page.querySelector('.mud-dialog .mud-select .mud-input-control');
    // The organisation is chosen already: there is only one, or the user wants another one.
    if (!list || list.querySelector('.mud-input-slot').textContent.trim()) return;
    const find = () => [...page.querySelectorAll('.mud-popover-open [role=option], .mud-popover-open .mud-list-item')].find(option => option.textContent.trim() === name);
    press(list);
    (await appearing(page, find))?.click();
}

// A finger or a mouse causes these two events.
function press(element) {
    const { PointerEvent, MouseEvent } = element.ownerDocument.defaultView;
    element.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 }));
    element.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, button: 0 }));
}

/** Waits until `find` returns something, and resolves to undefined when that takes more than a few seconds. */
const appearing = (page, find) => new Promise(resolve => {
    const watch = new MutationObserver(() => look());
    const patience = setTimeout(() => end(), LIST_PATIENCE);
    const end = found => {
        watch.disconnect();
        clearTimeout(patience);
        resolve(found);
    };
    const look = () => {
        const found = find();
        if (found) end(found);
    };
    watch.observe(page.body, { childList: true, subtree: true, attributes: true });
    look();
});

function writeFields(page, { givenName, familyName, birthDate, birthPlace }) {
    const values = { voornaam: givenName, achternaam: familyName, geboortedatum: birthDate, geboorteplaats: birthPlace };
    for (const [id, value] of Object.entries(values)) {
        const field = page.getElementById(id);
        field.value = value;
        for (const what of ['input', 'change']) field.dispatchEvent(new Event(what, { bubbles: true }));
    }
}

/**
 * Returns an image of the QR that the portal shows. The demo's phones have no camera, so they decode these pixels in place of a camera's.
 */
export async function captureScreen() {
    const svg = inside('portal')?.querySelector('.z-qr svg');
    if (!svg) return null;
    const drawing = svg.cloneNode(true);
    drawing.setAttribute('width', SIZE);
    drawing.setAttribute('height', SIZE);
    const picture = new Image();
    picture.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(drawing))}`;
    await picture.decode();
    const canvas = new OffscreenCanvas(SIZE + 2 * QUIET, SIZE + 2 * QUIET);
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, QUIET, QUIET);
    return pen.getImageData(0, 0, canvas.width, canvas.height);
}

export function startScreens() {
    for (const screen of document.querySelectorAll('iframe[data-src]')) screen.src ||= screen.dataset.src;
}
