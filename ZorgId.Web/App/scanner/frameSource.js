/**
 * A frame source delivers the pictures for the scanner.
 * @typedef {object} FrameSource
 * @property {HTMLElement} view shows the person what is being looked at
 * @property {() => Promise<void>} start fails with a camera problem
 * @property {() => Promise<Frame | null>} frame null when there is none yet
 * @property {() => void} stop
 * @property {() => Promise<Controls>} [controls] what its owner can set, once it has started
 *
 * @typedef {object} Controls
 * @property {number} camera which one is in use, from 1
 * @property {number} cameras how many there are
 * @property {() => Promise<void>} next goes on with the next one
 * @property {(on: boolean) => Promise<void>} [torch]
 *
 * @typedef {{ width: number, height: number, data: Uint8ClampedArray }} Frame
 */

import { camera, willAskForLeave } from './camera.js';
import { demoScreen } from './demoScreen.js';

/** @returns {FrameSource} */
export const frameSource = () => demoScreen() ?? camera();

/** Tells whether the browser is about to ask for permission, because the app must explain beforehand why it needs the camera. */
export const mustExplain = async () => !demoScreen() && await willAskForLeave();
