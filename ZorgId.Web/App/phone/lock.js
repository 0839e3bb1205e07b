import { forgetPinKey } from './memory.js';

const HIDDEN_TOO_LONG = 2 * 60 * 1000;

/**
 * Asks for the PIN again when the app has been hidden for two minutes. The timer forgets the key in time. The clock is needed too, because
 * timers stop while a phone sleeps.
 * @param {() => void} onLocked
 */
export function lockWhenHidden(onLocked) {
  /** @type {{ since: number, timer: number } | undefined} */
  let hidden;
  let locked = false;
  const lock = () => { locked = forgetPinKey() || locked; };

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      hidden ??= { since: Date.now(), timer: setTimeout(lock, HIDDEN_TOO_LONG) };
      return;
    }
    if (!hidden) return;
    clearTimeout(hidden.timer);
    const away = Date.now() - hidden.since;
    if (away >= HIDDEN_TOO_LONG || away < 0) lock();
    hidden = undefined;
    if (!locked) return;
    locked = false;
    onLocked();
  });
}
