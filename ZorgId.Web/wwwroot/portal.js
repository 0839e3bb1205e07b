import './reconnect.js';

// A page that the browser kept for Back may be older than the login: it is asked for anew.
addEventListener('pageshow', event => event.persisted && location.reload());
