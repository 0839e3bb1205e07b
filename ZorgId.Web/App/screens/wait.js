import { element } from '../ui/element.js';
import { heading } from '../ui/parts.js';

/**
 * Is shown while work is in progress, and answers with its result.
 * @template T
 * @param {import('../texts/index.js').Wording} what
 * @param {() => Promise<T>} work
 * @returns {import('../ui/stage.js').Screen<T>}
 */
export const waitScreen = (what, work) => (answer, { fail }) => {
  work().then(answer, fail);
  return element('div', { class: 'screen wait' },
    element('div', { class: 'spinner', attributes: { 'aria-hidden': 'true' } }),
    heading((t) => t.wait.title, what));
};
