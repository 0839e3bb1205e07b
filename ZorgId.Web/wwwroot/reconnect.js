// The reconnect screen: Blazor tells its state by events, the dialog is ours.
import { keepLeft, words } from './away.js';

const blazor = document.getElementById('components-reconnect-modal');
const dialog = document.getElementById('z-reconnect');
const again = document.getElementById('z-reconnect-again');
const left = document.getElementById('z-reconnect-left');
let isStopping = false;

function show(state) {
    dialog.dataset.state = state;
    for (const part of dialog.querySelectorAll('[data-when]'))
        part.hidden = !part.dataset.when.split(' ').includes(state);
    left.textContent = left.hidden ? '' : words();
    if (!dialog.open)
        dialog.showModal();
    if (state === 'failed')
        again.focus();
}

function hide() {
    delete dialog.dataset.state;
    isStopping = false;
    dialog.close();
}

// Only a new page can go on; it is the one that the person was at.
function reload() {
    show('rejected');
    keepLeft('login');
    keepLeft('registration');
    location.reload();
}

async function tryAgain() {
    if (dialog.dataset.state !== 'failed')
        return;
    show('trying');
    try {
        // False: the server is there, and no longer knows this circuit.
        if (!await Blazor.reconnect())
            reload();
    } catch {
        show('failed');
    }
}

const onState = { show: () => show(isStopping ? 'stopping' : 'trying'), hide, failed: () => show('failed'), rejected: reload };

if (dialog) {
    blazor.addEventListener('components-reconnect-state-changed', event => onState[event.detail.state]?.());
    // The server's last words: no network is gone, and what is lost can be told at once.
    document.addEventListener('z-stopping', () => {
        isStopping = true;
        show('stopping');
    });
    // Closing it would show a page that answers to nothing.
    dialog.addEventListener('cancel', event => event.preventDefault());
    again.addEventListener('click', tryAgain);
    // The laptop woke up, or found its network again.
    addEventListener('online', tryAgain);
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && tryAgain());
}
