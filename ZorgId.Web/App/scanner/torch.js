/**
 * Returns the switch of the camera's torch, if it has one. TypeScript's DOM types do not know the torch yet.
 * @param {MediaStreamTrack} [track]
 * @returns {((on: boolean) => Promise<void>) | undefined}
 */
export function torchOf(track) {
  const capabilities = /** @type {{ torch?: boolean } | undefined} */ (track?.getCapabilities?.());
  if (!track || !capabilities?.torch) return undefined;
  return (on) => track.applyConstraints({ advanced: [/** @type {MediaTrackConstraintSet} */ ({ torch: on })] });
}
