// The reconnect screen: Blazor tells its state by events, the dialog is ours.
import { keepLeft, words } from './disconnect.js';
import { letGo } from './fields.js';
import { inTime, isServerThere } from './server.js';

const blazor = document.getElementById('components-reconnect-modal');
const dialog = document.getElementById('z-reconnect');
const again = document.getElementById('z-reconnect-again');
const left = document.getElementById('z-reconnect-left');
const crash = document.getElementById('blazor-error-ui');

// How long each state may last before its person is told that it takes too long, and what they can do. Behind a network
// that swallows everything, an attempt of Blazor's may take minutes, and it makes thirty.
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

// Only a new page can go on; it is the one that the person was at.
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
        // False: the server is there, and no longer knows this circuit.
        if (await inTime(Blazor.reconnect(), answerWithin))
            hide();
        else
            reload();
    } catch {
        // Blazor's own attempt came first.
        if (dialog.dataset.state !== 'trying')
            return;
        failures++;
        // Where pages come and the circuit's connection does not, only a new page can find out why.
        if (failures > 1 && await isServerThere(answerWithin))
            reload();
        else
            show('failed');
    }
}

// Blazor's own attempts, once somebody else's came first, end as failed as well.
const failed = () => dialog.dataset.state && show('failed');

const onState = { show: () => show(isStopping ? 'stopping' : 'trying'), hide, failed, rejected: reload, 'resume-failed': reload };

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
    // The circuit failed on the server. While the page is not whole boot.js tells it, and an attempt to reconnect that fails is none.
    new MutationObserver(() => crash.style.display && !dialog.dataset.state && document.querySelector('[data-interactive]') && show('broken'))
        .observe(crash, { attributeFilter: ['style'] });
    document.getElementById('z-reconnect-reload').addEventListener('click', () => {
        letGo();
        location.reload();
    });
    // The laptop woke up, or found its network again.
    addEventListener('online', tryAgain);
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && tryAgain());
}
