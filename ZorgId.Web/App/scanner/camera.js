import { recall, remember } from '../phone/storage.js';
import { Problem } from '../portal/problem.js';
import { pulse } from './pulse.js';
import { torchOf } from './torch.js';

/** This many pixels are enough to read a QR code at arm's length, and more would only take longer. */
const LONGEST_SIDE = 1280;

/** @type {MediaTrackConstraints} */
const SIZE = { width: { ideal: LONGEST_SIDE }, height: { ideal: 720 } };

/** @type {Record<string, import('../portal/problem.js').ProblemName>} */
const PROBLEMS = { NotAllowedError: 'camera-refused', NotReadableError: 'camera-busy', AbortError: 'camera-busy' };

/** @returns {import('./frameSource.js').FrameSource} */
export function camera() {
  const view = document.createElement('video');
  view.muted = true;
  view.playsInline = true;
  const { isStill, reset, stop: stopPulse } = pulse(view);
  /** @type {MediaStream | undefined} */
  let stream;
  let stopped = false;
  let restarted = false;

  // Some phones open no second camera while the first is open.
  const close = () => {
    stream?.getTracks().forEach((track) => track.stop());
    stream = undefined;
    view.srcObject = null;
  };

  const stop = () => {
    stopped = true;
    stopPulse();
    close();
  };

  const start = async () => {
    close();
    const opened = await open();
    stream = opened;
    // The person may have left the screen while the browser asked for permission.
    if (stopped) return close();
    view.srcObject = opened;
    await view.play().catch(() => {});
    reset();
  };

  const track = () => stream?.getVideoTracks()[0];

  const frame = async () => {
    if (track()?.readyState === 'ended' || isStill()) {
      // A call or another app has taken the camera. The system often returns it when it is requested again.
      if (restarted) throw new Problem('camera-stopped');
      restarted = true;
      await start();
      return null;
    }
    if (view.videoWidth === 0) return null;
    return picture(view);
  };

  const controls = async () => {
    const ids = await cameraIds();
    const current = track()?.getSettings().deviceId ?? '';
    const at = Math.max(0, ids.indexOf(current));
    return {
      camera: at + 1,
      cameras: ids.length,
      next: async () => {
        remember('camera', ids[(at + 1) % ids.length]);
        restarted = false;
        await start();
      },
      torch: torchOf(track()),
    };
  };

  return { view, start, frame, stop, controls };
}

/** A browser that does not report this permission may still ask for it, at a moment that the app cannot know. */
export async function willAskForLeave() {
  try {
    const { state } = await navigator.permissions.query({ name: /** @type {PermissionName} */ ('camera') });
    return state === 'prompt';
  } catch {
    return false;
  }
}

/** Browsers tell the ids of the cameras only after the person has allowed one. */
async function cameraIds() {
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  return devices.filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '').map(({ deviceId }) => deviceId);
}

async function open() {
  if (!navigator.mediaDevices) throw new Problem('camera-missing');
  const chosen = recall('camera');
  try {
    if (chosen) return await request({ ...SIZE, deviceId: { exact: chosen } });
  } catch (error) {
    // Any other error means that the chosen camera is gone, or that the browser has given all cameras new ids.
    if (PROBLEMS[/** @type {DOMException} */ (error).name]) throw asProblem(error);
  }
  try {
    return await request({ ...SIZE, facingMode: { ideal: 'environment' } });
  } catch (error) {
    throw asProblem(error);
  }
}

/** @param {MediaTrackConstraints} video */
const request = (video) => navigator.mediaDevices.getUserMedia({ video });

/** @param {unknown} error */
const asProblem = (error) => new Problem(PROBLEMS[/** @type {DOMException} */ (error).name] ?? 'camera-missing');

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
