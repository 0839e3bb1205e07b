const STANDING_FOR = 500;

/**
 * Prevents a button from acting on a press that began before the person can have seen it: a double tap, or a tap on what was here a moment
 * ago. Only the order of the events is used and not their timestamps, which in some browsers are 0 or come from another clock.
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

  // The document listens, because not every browser sends a press to a disabled button, and the click that ends this press may come after
  // the button is enabled.
  for (const press of ['pointerdown', 'keydown']) {
    document.addEventListener(press, () => {
      clearTimeout(forgetting);
      beganEarly = !isArmed;
    }, { capture: true, signal });
  }
  // An early press elsewhere ends without a click here. It must not block a later click of assistive technology, which sends no press.
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
