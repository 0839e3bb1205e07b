/**
 * The lamp of a camera that has one; types of browsers do not know it yet.
 * @param {MediaStreamTrack} [track]
 * @returns {((on: boolean) => Promise<void>) | undefined}
 */
export function torchOf(track) {
  const capabilities = /** @type {{ torch?: boolean } | undefined} */ (track?.getCapabilities?.());
  if (!track || !capabilities?.torch) return undefined;
  return (on) => track.applyConstraints({ advanced: [/** @type {MediaTrackConstraintSet} */ ({ torch: on })] });
}
