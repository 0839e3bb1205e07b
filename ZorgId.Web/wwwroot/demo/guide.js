// Says what to do next. It derives that from the screens and from the server, and keeps no state of its own.
import { keyOf } from './phones.js';
import { fillRegistration, phoneIsPastPin, portalShows } from './screens.js';

const LOOK_EVERY = 500;
const SHOWN = ':is(.z-qr, .z-scanned)';
const ENTER = 'form[action="/portal/inloggen/voltooien"]';
const OVERVIEW = '/portal/overzicht';

const is = (view, number, isBeheerders) =>
    view.phones.some(phone => phone.kid === keyOf(number) && phone.isUsable && phone.isBeheerders === isBeheerders);

/** Tells for each step, in order, whether it is done. */
const DONE = {
    'choose-pin': () => Boolean(keyOf(1)) || phoneIsPastPin(1),
    'show-qr': () => portalShows(SHOWN, '/demo/'),
    'activate': view => is(view, 1, true),
    'open-login': () => portalShows(`${SHOWN}, ${ENTER}`, '/portal/inloggen'),
    'accept-login': () => portalShows(ENTER),
    'enter': view => view.isLoggedIn,
    'open-form': view => Boolean(view.waiting) || portalShows(`#achternaam, ${SHOWN}`, OVERVIEW),
    'save': view => Boolean(view.waiting) || portalShows(SHOWN, OVERVIEW),
    // A registration remains when its dialog is closed, but then it needs a new QR.
    'renew': () => portalShows(SHOWN, OVERVIEW),
    'choose-second-pin': () => Boolean(keyOf(2)) || phoneIsPastPin(2),
    'activate-second': view => is(view, 2, false),
    'finished': () => false,
};

/** The results of these steps are permanent, so all steps before them count as done, whatever the screens show. */
const LASTING = ['activate', 'enter', 'activate-second'];

function nextAct(view) {
    const acts = Object.keys(DONE);
    const reached = acts.findLastIndex(act => LASTING.includes(act) && DONE[act](view));
    return acts.slice(reached + 1).find(act => !DONE[act](view));
}

/** Returns undefined when the server does not answer. */
export async function askServer() {
    const answer = await fetch('/demo/stand', { cache: 'no-store', signal: AbortSignal.timeout(5000) }).catch(() => undefined);
    return answer?.ok ? answer.json() : undefined;
}

export async function guide(view) {
    const fill = document.querySelector('[data-fill]');
    fill.addEventListener('click', () => fillRegistration(view.example));
    for (;;) {
        fill.hidden = !view.example;
        document.querySelector('[data-waiting]').textContent = view.waiting ?? '';
        show(nextAct(view));
        await new Promise(resolve => setTimeout(resolve, LOOK_EVERY));
        if (!document.hidden) view = await askServer() ?? view;
    }
}

function show(act) {
    const shown = document.querySelector(`[data-act="${act}"]`);
    if (!shown.hidden) return;
    for (const other of document.querySelectorAll('[data-act]')) other.hidden = other !== shown;
    for (const place of document.querySelectorAll('[data-place]')) place.classList.toggle('d-turn', place.dataset.place === shown.dataset.at);
    const steps = [...document.querySelectorAll('.d-steps li')];
    const current = steps.findIndex(step => step.contains(shown));
    steps.forEach((step, i) => {
        const isDone = current < 0 || i < current;
        step.classList.toggle('d-done', isDone);
        step.querySelector('[data-done]').hidden = !isDone;
        if (i === current) step.setAttribute('aria-current', 'step');
        else step.removeAttribute('aria-current');
    });
}
