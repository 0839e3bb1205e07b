// Passes on what the next page needs to know when the circuit is lost. Dialogs render it in advance (WhenDisconnected), because the circuit
// cannot be asked any more. A browser that refuses cookies throws at sessionStorage; then the next page only lacks this information.
const key = kind => `zorgid-left-${kind}`;

const marks = () => [...document.querySelectorAll('[data-disconnect]')];

function attempt(act) {
    try {
        return act();
    } catch {
        return null;
    }
}

/** Says what happens to the dialogs that are open. */
export const words = () => marks().map(mark => mark.textContent).join(' ');

/** Stores the values that were rendered for this kind, for the next page in this tab. */
export function keepLeft(kind) {
    for (const mark of marks()) {
        const [marked, value = ''] = mark.dataset.disconnect.split(':');
        if (marked === kind) attempt(() => sessionStorage.setItem(key(kind), value));
    }
}

export const findLeft = kind => attempt(() => sessionStorage.getItem(key(kind)));

export const forgetLeft = kind => attempt(() => sessionStorage.removeItem(key(kind)));

export function tellStopping() {
    document.dispatchEvent(new Event('z-stopping'));
}
