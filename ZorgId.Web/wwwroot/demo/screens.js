// What stands on the demo's three screens, which are frames of this page.
const SIZE = 640;
const QUIET = 40;

const frame = place => document.querySelector(`[data-place="${place}"] iframe`);

// Null for a frame that is being loaded, or that its person took to another site.
const inside = place => frame(place)?.contentDocument ?? null;

/** Whether the portal shows a page of this path with something like this on it. */
export const portalShows = (selector, path = '') =>
    Boolean(inside('portal')?.location.pathname.startsWith(path) && inside('portal').querySelector(selector));

/** Whether a phone is past the choice of a PIN. Nobody else knows: until it is registered, a PIN is in its memory only. */
export const phoneIsPastPin = number => Boolean(inside(`phone-${number}`)?.querySelector('main .screen:not(.pin)'));

/** Writes into the registration's fields as a person would. */
export function fillRegistration({ givenName, familyName, birthDate, birthPlace }) {
    const values = { voornaam: givenName, achternaam: familyName, geboortedatum: birthDate, geboorteplaats: birthPlace };
    for (const [id, value] of Object.entries(values)) {
        const field = inside('portal')?.getElementById(id);
        if (!field) return;
        field.value = value;
        for (const what of ['input', 'change']) field.dispatchEvent(new Event(what, { bubbles: true }));
    }
}

/** A picture of the QR that the portal shows. A phone beside it has no camera on it, and decodes these pixels as it would those of a camera. */
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
