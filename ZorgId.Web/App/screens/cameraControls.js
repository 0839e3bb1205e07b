import { element, say } from '../ui/element.js';
import { icon } from '../ui/icon.js';

/**
 * Shows buttons on the picture for another camera and for the torch, when the phone has them.
 * @param {() => Promise<import('../scanner/frameSource.js').Controls>} controls
 * @param {HTMLElement} status tells which camera is in use
 * @param {(error: unknown) => void} fail
 */
export async function cameraControls(controls, status, fail) {
  const bar = element('div', { class: 'camera-controls' });

  const draw = async () => {
    const { camera, cameras, next, torch } = await controls();
    const another = cameras > 1
      ? control('flip', (t) => t.scan.otherCamera, async () => {
        await next();
        const now = await draw();
        status.classList.remove('wrong');
        say(status, (t) => t.scan.camera(now.camera, now.cameras));
      })
      : undefined;
    bar.replaceChildren(...[another, torch && torchButton(torch)].filter((part) => part !== undefined));
    return { camera, cameras };
  };

  /**
   * @param {import('../ui/icon.js').IconName} name
   * @param {import('../texts/index.js').Wording} label
   * @param {() => Promise<void>} act
   */
  const control = (name, label, act) => element('button', {
    class: 'camera-control', label, click: () => act().catch(fail), attributes: { type: 'button' },
  }, icon(name));

  /** @param {(on: boolean) => Promise<void>} torch */
  const torchButton = (torch) => {
    let on = false;
    const button = control('torch', (t) => t.scan.torch, async () => {
      // Scanning goes on when the phone refuses to switch its torch.
      await torch(!on).then(() => { on = !on; }, () => {});
      button.setAttribute('aria-pressed', String(on));
    });
    button.setAttribute('aria-pressed', 'false');
    return button;
  };

  await draw();
  return bar;
}
