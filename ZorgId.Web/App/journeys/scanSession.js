import { activate } from '../phone/identities.js';
import { Problem } from '../portal/problem.js';
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
      const scanned = qr ?? await ask(scanScreen);
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
