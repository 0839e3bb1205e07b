// The reconnect screen: Blazor tells its state by events, the dialog is ours.
const dialog = document.getElementById('components-reconnect-modal');
const again = document.getElementById('z-reconnect-again');
let hasFailed = false;

async function tryAgain() {
    if (!hasFailed)
        return;
    hasFailed = false;
    dialog.classList.remove('components-reconnect-failed');
    try {
        // False: the server is there, and no longer knows this circuit.
        if (!await Blazor.reconnect())
            reload();
    } catch {
        fail();
    }
}

function fail() {
    hasFailed = true;
    dialog.classList.add('components-reconnect-failed');
    again.focus();
}

// Only a new page can go on; it is the one that the person was at.
function reload() {
    dialog.classList.add('components-reconnect-rejected');
    location.reload();
}

function onState(event) {
    switch (event.detail.state) {
        case 'show':
            hasFailed = false;
            if (!dialog.open)
                dialog.showModal();
            break;
        case 'hide':
            hasFailed = false;
            dialog.close();
            break;
        case 'failed':
            fail();
            break;
        case 'rejected':
            reload();
            break;
    }
}

if (dialog) {
    dialog.addEventListener('components-reconnect-state-changed', onState);
    // Closing it would show a page that answers to nothing.
    dialog.addEventListener('cancel', event => event.preventDefault());
    again.addEventListener('click', tryAgain);
    // The laptop woke up, or found its network again.
    addEventListener('online', tryAgain);
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && tryAgain());
}
