// The reconnect screen: Blazor tells its state by events, the dialog is ours.
const blazor = document.getElementById('components-reconnect-modal');
const dialog = document.getElementById('z-reconnect');
const again = document.getElementById('z-reconnect-again');

function show(state) {
    dialog.dataset.state = state;
    for (const part of dialog.querySelectorAll('[data-when]'))
        part.hidden = part.dataset.when !== state;
    if (!dialog.open)
        dialog.showModal();
    if (state === 'failed')
        again.focus();
}

function hide() {
    delete dialog.dataset.state;
    dialog.close();
}

// Only a new page can go on; it is the one that the person was at.
function reload() {
    show('rejected');
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

const onState = { show: () => show('trying'), hide, failed: () => show('failed'), rejected: reload };

if (dialog) {
    blazor.addEventListener('components-reconnect-state-changed', event => onState[event.detail.state]?.());
    // Closing it would show a page that answers to nothing.
    dialog.addEventListener('cancel', event => event.preventDefault());
    again.addEventListener('click', tryAgain);
    // The laptop woke up, or found its network again.
    addEventListener('online', tryAgain);
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && tryAgain());
}
