import './press-guard.js';
import './focus.js';
import './reconnect.js';
import './fields.js';
import './translated.js';
import { keepLeft } from './disconnect.js';

// A page that the browser kept for Back may be older than the login: it is asked for anew.
addEventListener('pageshow', event => event.persisted && location.reload());

// A form that is on its way is not sent again: a login ticket serves once, and the second answer would say that it is used.
// Where no answer has come for long, it may be: a button that does nothing is worse.
const answerWithin = 15_000;

// What has been posted stands at the root too, which a circuit that wakes does not draw anew: nothing may lead this page
// elsewhere before the answer leads it on.
const { dataset: page } = document.documentElement;

addEventListener('submit', event => {
    const { target: { dataset: form, method } } = event;
    if (form.sent) event.preventDefault();
    form.sent = 'true';
    if (method === 'post') page.posted = 'true';
    setTimeout(() => { delete form.sent; delete page.posted; }, answerWithin);
});

// An enrollment's QR is shown once, and goes with its page, whatever the reason.
addEventListener('pagehide', () => keepLeft('enrollment'));
