import './press-guard.js';
import './focus.js';
import './reconnect.js';
import './fields.js';
import './translated.js';
import { keepLeft } from './disconnect.js';

// A page from the back/forward cache may be older than the login, so it is reloaded.
addEventListener('pageshow', event => event.persisted && location.reload());

// A form that was submitted is not submitted again: a login ticket is valid once, and the second answer would be an error. When no answer
// has come for this time, the button works again, because a button that does nothing is worse.
const answerWithin = 15_000;

// The mark that a form was posted stands on <html> too, because a circuit that starts renders the form anew but not the root. It keeps
// scripts from leading this page elsewhere before the answer comes.
const { dataset: page } = document.documentElement;

addEventListener('submit', event => {
    const { target: { dataset: form, method } } = event;
    if (form.sent) event.preventDefault();
    form.sent = 'true';
    if (method === 'post') page.posted = 'true';
    setTimeout(() => { delete form.sent; delete page.posted; }, answerWithin);
});

// The QR of an enrollment is shown only once and is lost with its page, so the next page needs to know of it.
addEventListener('pagehide', () => keepLeft('enrollment'));
