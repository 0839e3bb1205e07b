import { parseQrText } from '../protocol/qrText.js';
import { frameSource } from '../scanner/frameSource.js';
import { scan } from '../scanner/scan.js';
import { Problem } from '../portal/problem.js';
import { element, say } from '../ui/element.js';
import { actions, button, heading } from '../ui/parts.js';
import { cameraControls } from './cameraControls.js';

/**
 * Answers with the session that was scanned, with `type` when the person cannot scan, or with `cancel`.
 * @type {import('../ui/stage.js').Screen<import('../protocol/qrText.js').SessionQr | 'type' | 'cancel'>}
 */
export const scanScreen = (answer, { fail, signal }) => {
  const source = frameSource();
  const view = element('div', { class: 'viewfinder' }, source.view,
    element('div', { class: 'frame', attributes: { 'aria-hidden': 'true' } }));
  source.view.setAttribute('aria-hidden', 'true');
  const status = element('p', { class: 'scan-status', say: (t) => t.scan.opening, attributes: { role: 'status' } });

  let told = '';
  /** @param {string} text */
  const onText = (text) => {
    const meaning = parseQrText(text);
    if (meaning === 'unknown-kind') return fail(new Problem('unknown-kind'));
    if (meaning !== 'not-zorgid') return answer(meaning);
    // This is announced once per code, because a live region that repeats itself disturbs.
    if (told === text) return;
    told = text;
    status.classList.add('wrong');
    say(status, (t) => t.scan.notZorgId);
  };

  const look = async () => {
    await source.start();
    say(status, (t) => t.scan.aim);
    const { controls } = source;
    if (controls) cameraControls(controls, status, fail).then((buttons) => view.append(buttons), fail);
    await scan(source, signal, onText);
  };
  signal.addEventListener('abort', source.stop);
  // Nobody can aim a camera while the app is hidden, so scanning ends.
  document.addEventListener('visibilitychange', () => answer('cancel'), { signal });
  look().catch(fail);

  return element('div', { class: 'screen scan' },
    heading((t) => t.scan.title), view, status,
    actions(
      button('secondary', (t) => t.buttons.cannotScan, () => answer('type')),
      button('plain', (t) => t.buttons.cancel, () => answer('cancel'))));
};
