import { askServer, guide } from './guide.js';
import { forget, forgetStrangers, speak } from './phones.js';
import { captureScreen, startScreens } from './screens.js';

// Where three screens do not fit, none of them is loaded. demo.css contains the same condition.
const isWide = matchMedia('(min-width: 768px) and (min-height: 480px)');

window.zorgIdDemo = { captureScreen };

/** Tells boot.js that the page has started. Otherwise boot.js reports a problem. */
const tellWhole = () => { document.querySelector('.d-page').dataset.interactive = ''; };

async function start() {
    const view = await askServer() ?? { phones: [], isLoggedIn: false };
    if (document.querySelector('[data-reset]')) {
        await forget();
        history.replaceState(null, '', '/demo');
    } else {
        await forgetStrangers(kid => view.phones.some(phone => phone.kid === kid));
    }
    speak(document.documentElement.lang);
    startScreens();
    tellWhole();
    await guide(view);
}

document.querySelector('[data-address]').textContent = location.origin + location.pathname;
document.querySelector('[data-insecure]').hidden = isSecureContext;
if (isWide.matches) {
    start();
} else {
    tellWhole();
    isWide.addEventListener('change', start, { once: true });
}
