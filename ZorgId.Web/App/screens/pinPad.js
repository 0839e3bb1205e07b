import { element } from '../ui/element.js';
import { icon } from '../ui/icon.js';

/**
 * Shows keys that are large enough for thumbs. The keys of a keyboard work too.
 * @param {AbortSignal} signal
 * @param {{ digit: (digit: string) => void, wipe: () => void }} on
 */
export function pinPad(signal, on) {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^[0-9]$/.test(event.key)) on.digit(event.key);
    else if (event.key === 'Backspace') on.wipe();
    else return;
    event.preventDefault();
  }, { signal });

  /** @param {string} digit */
  const key = (digit) =>
    element('button', { class: 'key', click: () => on.digit(digit), attributes: { type: 'button' } }, digit);

  const wipe = element('button', {
    class: 'key wipe', label: (t) => t.pin.wipe, click: on.wipe, attributes: { type: 'button' },
  }, icon('wipe'));

  return element('div', { class: 'pad', label: (t) => t.pin.pad, attributes: { role: 'group' } },
    ...[...'1234567890'].map(key), wipe);
}
