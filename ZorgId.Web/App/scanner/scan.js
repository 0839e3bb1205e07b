import { decodeQR } from '../vendor/qr.js';

/** Leaves the phone time to draw its picture between two looks. */
const PAUSE = 80;

/**
 * Reports each text that comes into view, until the signal ends it.
 * @param {import('./frameSource.js').FrameSource} source
 * @param {AbortSignal} signal
 * @param {(text: string) => void} onText
 */
export async function scan(source, signal, onText) {
  while (!signal.aborted) {
    const frame = await source.frame();
    const text = frame && decode(frame);
    if (text && !signal.aborted) onText(text);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

/** @param {import('./frameSource.js').Frame} frame */
function decode(frame) {
  try {
    return decodeQR(frame);
  } catch {
    // Most frames hold no code: that is no news.
    return undefined;
  }
}
