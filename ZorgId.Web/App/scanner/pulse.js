/** Longer than any camera needs between two pictures, also while it adapts to the light. */
const STILL_AFTER = 4000;

/**
 * Notices a picture that stands still: a camera that another app or a call has taken often says
 * nothing, it only sends no more frames.
 * @param {HTMLVideoElement} video
 */
export function pulse(video) {
  let frames = 0;
  let seen = '';
  let seenAt = performance.now();
  let request = 0;

  // Where the browser does not count frames, the time of the video tells.
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
