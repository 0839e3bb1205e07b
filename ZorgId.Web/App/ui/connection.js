import { element, say } from './element.js';

const LOOK_AGAIN_AFTER = 5000;
const ANSWER_WITHIN = 8000;

/** Says on every screen that there is no connection, as long as it lasts, because nothing can be opened without one. */
export function watchConnection() {
  const strip = element('p', { class: 'strip', attributes: { role: 'status' } });
  document.querySelector('.top')?.after(strip);
  let timer = 0;

  const look = async () => {
    clearTimeout(timer);
    const reached = navigator.onLine && await isPortalThere();
    say(strip, reached ? undefined : (t) => t.offline);
    if (!reached) timer = setTimeout(look, LOOK_AGAIN_AFTER);
  };

  addEventListener('online', look);
  addEventListener('offline', look);
  look();
}

async function isPortalThere() {
  try {
    await fetch('/mobile/v1/environment', { cache: 'no-store', credentials: 'omit', signal: AbortSignal.timeout(ANSWER_WITHIN) });
    return true;
  } catch {
    return false;
  }
}
