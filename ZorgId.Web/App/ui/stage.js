/**
 * A screen asks the person one question. It builds its content, and answers or fails once. Its signal aborts when it ends, so that cameras,
 * timers and key listeners stop.
 * @template T
 * @typedef {(answer: (value: T) => void, turn: { fail: (error: unknown) => void, signal: AbortSignal }) => HTMLElement} Screen
 */

/**
 * Shows a screen and waits for its answer.
 * @typedef {<T>(screen: Screen<T>) => Promise<T>} Ask
 *
 * A journey is an async function that shows one screen after another. When another journey begins, this one never gets an answer again.
 * @typedef {(ask: Ask) => Promise<void>} Journey
 */

let current = new AbortController();

/**
 * @param {Journey} journey
 * @param {(error: unknown) => Journey} onFailure
 */
export function begin(journey, onFailure) {
  current.abort();
  const mine = (current = new AbortController());
  journey((screen) => show(screen, mine.signal)).catch((error) => {
    if (!mine.signal.aborted) begin(onFailure(error), onFailure);
  });
}

/**
 * @template T
 * @param {Screen<T>} screen
 * @param {AbortSignal} journeySignal
 * @returns {Promise<T>}
 */
function show(screen, journeySignal) {
  return new Promise((resolve, reject) => {
    if (journeySignal.aborted) return;
    const mine = new AbortController();
    const { signal } = mine;
    journeySignal.addEventListener('abort', () => mine.abort(), { signal });

    /** @param {() => void} settle */
    const end = (settle) => {
      if (signal.aborted) return;
      mine.abort();
      settle();
    };
    const content = screen(
      (value) => end(() => resolve(value)),
      { fail: (error) => end(() => reject(error)), signal });
    if (!signal.aborted) put(content);
  });
}

/** @param {HTMLElement} content */
function put(content) {
  document.querySelector('main')?.replaceChildren(content);
  scrollTo(0, 0);
  // A screen reader starts at the heading, as it would on a new page.
  const heading = content.querySelector('h1');
  heading?.setAttribute('tabindex', '-1');
  // On a screen with a text field, the focus goes to that field instead.
  const start = /** @type {HTMLElement | null} */ (content.querySelector('[data-start]')) ?? heading;
  start?.focus({ preventScroll: true });
}
