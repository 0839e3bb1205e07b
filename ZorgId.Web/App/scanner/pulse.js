/** No camera needs this long between two frames, not even while it adapts to the light. */
const STILL_AFTER = 4000;

/**
 * Detects that a camera sends no more frames. Often this is the only sign that a call or another app has taken it.
 * @param {HTMLVideoElement} video
 */
export function pulse(video) {
  let frames = 0;
  let seen = '';
  let seenAt = performance.now();
  let request = 0;

  // When the browser does not count frames, the time of the video shows whether it still runs.
  const counts = typeof video.requestVideoFrameCallback === 'function';
  const count = () => {
    frames += 1;
    request = video.requestVideoFrameCallback(count);
  };
  if (counts) request = video.requestVideoFrameCallback(count);

  const reset = () => { seenAt = performance.now(); };
  const isStill = () => {
    const now = String(counts ? frames : video.currentTime);
    if (now !== seen) reset();
    seen = now;
    return performance.now() - seenAt > STILL_AFTER;
  };
  const stop = () => { if (counts) video.cancelVideoFrameCallback(request); };
  return { isStill, reset, stop };
}
