import './press-guard.js';
import './focus.js';
import './reconnect.js';
import './fields.js';
import './translated.js';
import { keepLeft } from './away.js';

// A page that the browser kept for Back may be older than the login: it is asked for anew.
addEventListener('pageshow', event => event.persisted && location.reload());

// A form that is on its way is not sent again: a login ticket serves once, and the second answer would say that it is used.
// Where no answer has come for long, it may be: a button that does nothing is worse.
const answerWithin = 15_000;

addEventListener('submit', event => {
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = 'true';
    setTimeout(() => { delete event.target.dataset.sent; }, answerWithin);
});

// An enrollment's QR is shown once, and goes with its page, whatever the reason.
addEventListener('pagehide', () => keepLeft('enrollment'));
