// What is left of a page when its circuit goes. Dialogs mark it beforehand (WhenAway); the circuit is not asked. A browser
// that keeps nothing (cookies refused) throws at sessionStorage: then the next page does not know, and that is all.
const key = kind => `zorgid-left-${kind}`;

const marks = () => [...document.querySelectorAll('[data-disconnect]')];

function attempt(act) {
    try {
        return act();
    } catch {
        return null;
    }
}

/** What becomes of what stands open, in words. */
export const words = () => marks().map(mark => mark.textContent).join(' ');

/** Keeps what was marked of this kind for the next page in this tab. */
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
