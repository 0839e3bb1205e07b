import { activate } from '../phone/identities.js';
import { Problem } from '../portal/problem.js';
import { mustExplain } from '../scanner/frameSource.js';
import { messageScreen } from '../screens/message.js';
import { problemScreen } from '../screens/problem.js';
import { scanScreen } from '../screens/scan.js';
import { enroll } from './enroll.js';
import { openPortal } from './openPortal.js';

/**
 * @typedef {import('../ui/stage.js').Ask} Ask
 * @typedef {import('../protocol/qrText.js').SessionQr} SessionQr
 */

/**
 * Scans a session and sees it through to its end, good or bad.
 * @param {Ask} ask
 * @param {SessionQr} [given] a session that needs no scan
 */
export async function scanSession(ask, given) {
  let qr = given;
  for (;;) {
    try {
      const scanned = qr ?? await scanCamera(ask);
      qr = undefined;
      if (scanned === 'cancel') return;
      return await (scanned.kind === 'enrollment' ? enroll : openPortal)(ask, scanned);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const way = await ask(problemScreen(error));
      if (way === 'switchIdentity' && error.details.switchTo) activate(error.details.switchTo);
      if (way !== 'scan' && way !== 'retry') return;
    }
  }
}

/**
 * Before the browser asks for the camera, the app says what it wants it for.
 * @param {Ask} ask
 * @returns {Promise<SessionQr | 'cancel'>}
 */
async function scanCamera(ask) {
  if (await mustExplain() && await ask(cameraScreen) === 'cancel') return 'cancel';
  return ask(scanScreen);
}

const cameraScreen = messageScreen({
  tone: 'calm',
  icon: 'camera',
  title: (t) => t.camera.title,
  text: (t) => t.camera.text,
  ways: [
    { wording: (t) => t.buttons.continue, answer: 'continue' },
    { wording: (t) => t.buttons.cancel, answer: 'cancel' },
  ],
});
