// The demo's stage. A phone beside the portal has no camera on it: it asks this page for a picture of the QR that the
// portal shows, and decodes its pixels as it would those of a camera.
const SIZE = 640;
const QUIET = 40;

const portal = () => document.querySelector('iframe[name="portaal"]');

async function captureScreen() {
    const svg = portal()?.contentDocument?.querySelector('.z-qr svg');
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

async function forgetPhones() {
    localStorage.clear();
    for (const { name } of await indexedDB.databases()) {
        await new Promise((resolve, reject) => {
            const request = indexedDB.deleteDatabase(name);
            request.onsuccess = resolve;
            request.onerror = () => reject(request.error);
        });
    }
}

window.zorgIdDemo = { captureScreen };

// The phones start only after their storage is emptied: an open database cannot be deleted.
if (document.querySelector('[data-reset]')) {
    await forgetPhones();
    history.replaceState(null, '', '/demo');
}
for (const frame of document.querySelectorAll('iframe[data-src]')) frame.src = frame.dataset.src;
