import { activate } from '../phone/identities.js';
import { isOfStorage, Problem } from '../portal/problem.js';
import { mustExplain } from '../scanner/frameSource.js';
import { messageScreen } from '../screens/message.js';
import { problemScreen } from '../screens/problem.js';
import { scanScreen } from '../screens/scan.js';
import { enroll } from './enroll.js';
import { openPortal } from './openPortal.js';
import { typeCode } from './typeCode.js';

/**
 * @typedef {import('../ui/stage.js').Ask} Ask
 * @typedef {import('../protocol/qrText.js').SessionQr} SessionQr
 */

/**
 * Scans a session, or has its code typed, and then completes it or reports why it failed.
 * @param {Ask} ask
 * @param {SessionQr} [given] a session that needs no scan
 */
export async function scanSession(ask, given) {
  /** @type {SessionQr | 'type' | 'cancel' | undefined} */
  let found = given;
  let isTyping = false;
  /** @type {import('../screens/typeCode.js').Draft} */
  const draft = { code: '' };
  for (;;) {
    try {
      found ??= await (isTyping ? typeCode(ask, draft) : scanCamera(ask));
      if (found === 'cancel') return;
      if (found !== 'type') return await (found.kind === 'enrollment' ? enroll(ask, found, draft.pin) : openPortal(ask, found));
      isTyping = true;
      found = undefined;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      error.details.isTyped = isTyping;
      const way = await ask(problemScreen(error));
      // When the phone could not store a key, the code is still valid. It is kept, because it may be one that is shown only once.
      if (way !== 'retry' || !isOfStorage(error)) found = undefined;
      if (way === 'switchIdentity' && error.details.switchTo) activate(error.details.switchTo);
      if (way === 'scan' || way === 'type') isTyping = way === 'type';
      else if (way !== 'retry') return;
    }
  }
}

/**
 * Explains why the app needs the camera before the browser asks for permission.
 * @param {Ask} ask
 * @returns {Promise<SessionQr | 'type' | 'cancel'>}
 */
async function scanCamera(ask) {
  const way = await mustExplain() ? await ask(cameraScreen) : 'continue';
  return way === 'continue' ? ask(scanScreen) : way;
}

/** @type {import('../ui/stage.js').Screen<'continue' | 'type' | 'cancel'>} */
const cameraScreen = messageScreen({
  tone: 'calm',
  icon: 'camera',
  title: (t) => t.camera.title,
  text: (t) => t.camera.text,
  ways: [
    { wording: (t) => t.buttons.continue, answer: 'continue' },
    { wording: (t) => t.buttons.cannotScan, answer: 'type' },
    { wording: (t) => t.buttons.cancel, answer: 'cancel' },
  ],
});
