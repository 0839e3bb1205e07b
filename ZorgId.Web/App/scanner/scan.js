import { decodeQR } from '../vendor/qr.js';
import { inverted, mirrored } from './views.js';

/** The phone needs this pause between two frames to draw its picture. */
const PAUSE = 80;

/**
 * A code can reach the camera mirrored (by a webcam's driver, in a mirror) or with light and dark exchanged (by a browser's dark mode).
 * Each frame is decoded in one of these views only, because three views would take three times as long.
 * @type {((frame: import('./frameSource.js').Frame) => import('./frameSource.js').Frame)[]}
 */
const VIEWS = [(frame) => frame, mirrored, (frame) => frame, inverted];

/**
 * Reports each text that comes into view, until the signal ends it.
 * @param {import('./frameSource.js').FrameSource} source
 * @param {AbortSignal} signal
 * @param {(text: string) => void} onText
 */
export async function scan(source, signal, onText) {
  for (let look = 0; !signal.aborted; look += 1) {
    const frame = await source.frame();
    const text = frame && decode(VIEWS[look % VIEWS.length](frame));
    if (text && !signal.aborted) onText(text);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

/** @param {import('./frameSource.js').Frame} frame */
function decode(frame) {
  try {
    return decodeQR(frame);
  } catch {
    // Most frames contain no code, so this is not an error.
    return undefined;
  }
}
