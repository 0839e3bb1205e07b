import { Problem } from '../portal/problem.js';

/** Enough to read a QR code at arm's length; more only costs time. */
const LONGEST_SIDE = 1280;

/** @type {MediaStreamConstraints} */
const REQUEST = {
  video: { facingMode: { ideal: 'environment' }, width: { ideal: LONGEST_SIDE }, height: { ideal: 720 } },
};

/** @type {Record<string, import('../portal/problem.js').ProblemName>} */
const PROBLEMS = { NotAllowedError: 'camera-refused', NotReadableError: 'camera-busy', AbortError: 'camera-busy' };

/** @returns {import('./frameSource.js').FrameSource} */
export function camera() {
  const view = document.createElement('video');
  view.muted = true;
  view.playsInline = true;
  /** @type {MediaStream | undefined} */
  let stream;
  let stopped = false;

  const stop = () => {
    stopped = true;
    stream?.getTracks().forEach((track) => track.stop());
    view.srcObject = null;
  };

  const start = async () => {
    stopped = false;
    stream = await open();
    // The person may have left while the browser was asking for leave.
    if (stopped) return stop();
    view.srcObject = stream;
    await view.play().catch(() => {});
  };

  const frame = async () => {
    if (stream?.getVideoTracks()[0]?.readyState === 'ended') throw new Problem('camera-busy');
    return view.videoWidth > 0 ? picture(view) : null;
  };

  return { view, start, frame, stop };
}

/** A browser that does not tell asks when it sees fit. */
export async function willAskForLeave() {
  try {
    const { state } = await navigator.permissions.query({ name: /** @type {PermissionName} */ ('camera') });
    return state === 'prompt';
  } catch {
    return false;
  }
}

async function open() {
  if (!navigator.mediaDevices) throw new Problem('camera-missing');
  try {
    return await navigator.mediaDevices.getUserMedia(REQUEST);
  } catch (error) {
    throw new Problem(PROBLEMS[/** @type {DOMException} */ (error).name] ?? 'camera-missing');
  }
}

const canvas = document.createElement('canvas');
const context = canvas.getContext('2d', { willReadFrequently: true });

/** @param {HTMLVideoElement} video */
function picture(video) {
  const { videoWidth, videoHeight } = video;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(videoWidth, videoHeight));
  canvas.width = Math.round(videoWidth * scale);
  canvas.height = Math.round(videoHeight * scale);
  context?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return context?.getImageData(0, 0, canvas.width, canvas.height) ?? null;
}
