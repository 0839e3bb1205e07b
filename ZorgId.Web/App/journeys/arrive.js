import { Problem } from '../portal/problem.js';
import { parseQrText } from '../protocol/qrText.js';
import { messageScreen } from '../screens/message.js';
import { problemScreen } from '../screens/problem.js';
import { choosePinOnce, enter, isNewPhone } from './enter.js';
import { open } from './open.js';
import { scanSession } from './scanSession.js';

/**
 * Handles an app that was opened by a link. Anyone can send a link, so unlike a scan it can at most register a phone.
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
    } else if (await ask(linkScreen()) === 'scan') {
      await enter(ask);
      await scanSession(ask);
    }
  }
  await open(ask);
};

/** The owner has probably scanned the QR with the camera of the phone, and has to scan it again with the app. */
const linkScreen = () => messageScreen({
  tone: 'calm',
  icon: 'link',
  title: (t) => t.link.title,
  text: (t) => t.link.text,
  ways: [
    { wording: (t) => t.buttons.scan, answer: 'scan' },
    { wording: (t) => t.buttons.done, answer: 'done' },
  ],
});
