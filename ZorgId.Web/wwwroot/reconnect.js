// Shows our own dialog while Blazor reconnects. Blazor reports the state of the connection by events.
import { keepLeft, words } from './disconnect.js';
import { letGo } from './fields.js';
import { inTime, isServerThere } from './server.js';

const blazor = document.getElementById('components-reconnect-modal');
const dialog = document.getElementById('z-reconnect');
const again = document.getElementById('z-reconnect-again');
const left = document.getElementById('z-reconnect-left');
const crash = document.getElementById('blazor-error-ui');

// When a state lasts longer than this, the user is told that it takes too long, and what they can do. In a network that drops all packets,
// each of Blazor's thirty attempts may take minutes.
const limits = { trying: 60_000, stopping: 120_000, rejected: 20_000 };
const answerWithin = 20_000;

let isStopping = false;
let failures = 0;
let limit;

function show(state) {
    if (dialog.dataset.state === 'broken')
        return;
    dialog.dataset.state = state;
    clearTimeout(limit);
    if (limits[state])
        limit = setTimeout(() => show('failed'), limits[state]);
    for (const part of dialog.querySelectorAll('[data-when]'))
        part.hidden = !part.dataset.when.split(' ').includes(state);
    left.textContent = left.hidden ? '' : words();
    if (!dialog.open)
        dialog.showModal();
    dialog.querySelector('.z-actions:not([hidden]) button')?.focus();
}

function hide() {
    if (dialog.dataset.state === 'broken')
        return;
    delete dialog.dataset.state;
    clearTimeout(limit);
    isStopping = false;
    failures = 0;
    crash.style.display = '';
    dialog.close();
}

// The circuit is lost, so only a new page can go on. It is loaded from the same address.
function reload() {
    show('rejected');
    keepLeft('login');
    keepLeft('registration');
    letGo();
    location.reload();
}

async function tryAgain() {
    if (dialog.dataset.state !== 'failed')
        return;
    show('trying');
    try {
        // False means that the server answers but no longer has this circuit.
        if (await inTime(Blazor.reconnect(), answerWithin))
            hide();
        else
            reload();
    } catch {
        // An attempt of Blazor itself has changed the state in the meantime.
        if (dialog.dataset.state !== 'trying')
            return;
        failures++;
        // When the server delivers pages but the circuit cannot connect, only a new page can find out why.
        if (failures > 1 && await isServerThere(answerWithin))
            reload();
        else
            show('failed');
    }
}

// Blazor reports 'failed' also for its own attempt after ours has succeeded; then the dialog is closed and there is nothing to show.
const failed = () => dialog.dataset.state && show('failed');

const onState = { show: () => show(isStopping ? 'stopping' : 'trying'), hide, failed, rejected: reload, 'resume-failed': reload };

if (dialog) {
    blazor.addEventListener('components-reconnect-state-changed', event => onState[event.detail.state]?.());
    // The server announces that it stops. So the network is not the cause, and the dialog can say at once what is lost.
    document.addEventListener('z-stopping', () => {
        isStopping = true;
        show('stopping');
    });
    // Escape must not close the dialog, because the page behind it does not respond.
    dialog.addEventListener('cancel', event => event.preventDefault());
    again.addEventListener('click', tryAgain);
    // Blazor shows this element when the circuit has failed on the server. Before the page has started, boot.js reports that failure. While
    // the dialog is open, the element appears only because an attempt to reconnect failed.
    new MutationObserver(() => crash.style.display && !dialog.dataset.state && document.querySelector('[data-interactive]') && show('broken'))
        .observe(crash, { attributeFilter: ['style'] });
    document.getElementById('z-reconnect-reload').addEventListener('click', () => {
        letGo();
        location.reload();
    });
    // A laptop that wakes up or is online again tries at once, without a press on the button.
    addEventListener('online', tryAgain);
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && tryAgain());
}
