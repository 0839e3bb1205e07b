const STANDING_FOR = 500;

/**
 * Keeps a button from acting on a press that began before the person can have seen it: a double
 * tap, or a tap on what stood here a moment ago. Only the order of the events counts. What an event
 * says of its own time is not read: in some browsers that is 0, or the time of another clock.
 * @param {HTMLButtonElement} target
 * @param {() => void} act
 * @param {AbortSignal} signal
 */
export function armed(target, act, signal) {
  let isArmed = false;
  let beganEarly = false;
  let forgetting = 0;
  target.disabled = true;

  const arming = setTimeout(() => {
    isArmed = true;
    target.disabled = false;
  }, STANDING_FOR);
  signal.addEventListener('abort', () => {
    clearTimeout(arming);
    clearTimeout(forgetting);
  });

  // The document listens: not every browser tells a disabled button of a press on it, and the click
  // that ends that press may come when the button is enabled.
  for (const press of ['pointerdown', 'keydown']) {
    document.addEventListener(press, () => {
      clearTimeout(forgetting);
      beganEarly = !isArmed;
    }, { capture: true, signal });
  }
  // An early press elsewhere ends without a click here. It must not spoil a later click of assistive
  // technology, which clicks without pressing.
  for (const end of ['pointerup', 'pointercancel', 'keyup']) {
    document.addEventListener(end, () => {
      if (beganEarly) forgetting = setTimeout(() => { beganEarly = false; }, STANDING_FOR);
    }, { capture: true, signal });
  }
  target.addEventListener('click', () => {
    const isMeant = isArmed && !beganEarly;
    beganEarly = false;
    if (isMeant) act();
  }, { signal });
}
