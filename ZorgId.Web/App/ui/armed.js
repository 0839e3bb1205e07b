const STANDING_FOR = 500;

/**
 * Keeps a button from acting on a press that began before the person can have seen it: a double
 * tap, or a tap on what stood here a moment ago.
 * @param {HTMLButtonElement} target
 * @param {() => void} act
 * @param {AbortSignal} signal
 */
export function armed(target, act, signal) {
  let armedAt = Infinity;
  let pressedAt = -Infinity;
  target.disabled = true;

  const timer = setTimeout(() => {
    armedAt = performance.now();
    target.disabled = false;
  }, STANDING_FOR);
  signal.addEventListener('abort', () => clearTimeout(timer));

  // Seen from the document: not every browser tells a disabled button of a press on it, and the click
  // that ends that press may come when it is enabled.
  for (const press of ['pointerdown', 'keydown']) {
    document.addEventListener(press, ({ timeStamp }) => { pressedAt = timeStamp; }, { capture: true, signal });
  }
  target.addEventListener('click', ({ timeStamp }) => {
    // Assistive technology clicks without pressing: then the click itself is the beginning.
    const began = pressedAt === -Infinity ? timeStamp : pressedAt;
    pressedAt = -Infinity;
    if (began >= armedAt) act();
  }, { signal });
}
