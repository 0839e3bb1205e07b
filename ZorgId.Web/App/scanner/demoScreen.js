/**
 * @typedef {() => Promise<import('./frameSource.js').Frame | null>} CaptureScreen
 */

/**
 * In the demo, this app runs in a frame beside the portal and reads that screen in place of a camera. The rest works the same.
 * @returns {import('./frameSource.js').FrameSource | undefined}
 */
export function demoScreen() {
  const capture = captureOfParent();
  if (!capture) return undefined;

  const view = document.createElement('canvas');
  return {
    view,
    start: async () => {},
    stop: () => {},
    frame: async () => {
      const captured = await capture();
      if (!captured) return null;
      // The data is copied, because the decoder does not recognise an array that another window made.
      const frame = new ImageData(new Uint8ClampedArray(captured.data), captured.width, captured.height);
      view.width = frame.width;
      view.height = frame.height;
      view.getContext('2d')?.putImageData(frame, 0, 0);
      return frame;
    },
  };
}

/** @returns {CaptureScreen | undefined} */
function captureOfParent() {
  if (window.parent === window) return undefined;
  try {
    const { zorgIdDemo } = /** @type {{ zorgIdDemo?: { captureScreen?: unknown } }} */ (/** @type {unknown} */ (window.parent));
    if (typeof zorgIdDemo?.captureScreen !== 'function') return undefined;
    return () => /** @type {any} */ (zorgIdDemo).captureScreen();
  } catch {
    // A page of another origin cannot be read, and is not our demo.
    return undefined;
  }
}
