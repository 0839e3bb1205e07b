import { askServer, guide } from './guide.js';
import { forget, forgetStrangers, speak } from './phones.js';
import { captureScreen, startScreens } from './screens.js';

// Where three screens do not fit, nothing of them is loaded; the same question stands in demo.css.
const isWide = matchMedia('(min-width: 768px) and (min-height: 480px)');

window.zorgIdDemo = { captureScreen };

/** For boot.js, which says what is in the way where this never comes. */
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
