/**
 * Where the scanner's pictures come from.
 * @typedef {object} FrameSource
 * @property {HTMLElement} view shows the person what is being looked at
 * @property {() => Promise<void>} start fails with a camera problem
 * @property {() => Promise<Frame | null>} frame null when there is none yet
 * @property {() => void} stop
 *
 * @typedef {{ width: number, height: number, data: Uint8ClampedArray }} Frame
 */

import { camera } from './camera.js';
import { demoScreen } from './demoScreen.js';

/** @returns {FrameSource} */
export const frameSource = () => demoScreen() ?? camera();
