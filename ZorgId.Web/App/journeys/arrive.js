import { Problem } from '../portal/problem.js';
import { parseQrText } from '../protocol/qrText.js';
import { endScreen } from '../screens/message.js';
import { problemScreen } from '../screens/problem.js';
import { choosePinOnce, isNewPhone } from './enter.js';
import { open } from './open.js';
import { scanSession } from './scanSession.js';

/** @typedef {import('../ui/stage.js').Ask} Ask */

/**
 * Opened by a link. A link is not a scan: anyone can send one, so it registers a phone at most.
 * @param {string} fragment
 * @returns {import('../ui/stage.js').Journey}
 */
export const arrive = (fragment) => async (ask) => {
  const meaning = parseQrText(`${location.origin}/app${fragment}`);
  if (meaning === 'unknown-kind') {
    await ask(problemScreen(new Problem(meaning)));
  } else if (meaning !== 'not-zorgid') {
    if (meaning.kind === 'enrollment') {
      if (await isNewPhone()) await choosePinOnce(ask);
      await scanSession(ask, meaning);
    } else {
      await tellToScan(ask);
    }
  }
  await open(ask);
};

/** @param {Ask} ask */
const tellToScan = (ask) => ask(endScreen({
  tone: 'calm',
  icon: 'link',
  title: (t) => t.link.title,
  text: (t) => t.link.text,
}));
