import { element } from '../ui/element.js';
import { actions, button, emblem, heading } from '../ui/parts.js';

/**
 * @template T
 * @typedef {object} Message
 * @property {'good' | 'bad' | 'calm'} tone
 * @property {import('../ui/icon.js').IconName} icon
 * @property {import('../texts/index.js').Wording} title
 * @property {import('../texts/index.js').Wording} text
 * @property {HTMLElement} [more]
 * @property {{ wording: import('../texts/index.js').Wording, answer: T, weight?: import('../ui/parts.js').Weight }[]} ways the first is the likeliest
 */

/**
 * Shows a message and offers the next steps.
 * @template T
 * @param {Message<T>} message
 * @returns {import('../ui/stage.js').Screen<T>}
 */
export const messageScreen = ({ tone, icon, title, text, more, ways }) => (answer) =>
  element('div', { class: 'screen message' },
    emblem(tone, icon),
    heading(title, text),
    ...(more ? [more] : []),
    actions(...ways.map(({ wording, answer: way, weight }, i) =>
      button(weight ?? (i === 0 ? 'primary' : 'secondary'), wording, () => answer(way)))));

/**
 * Shows how something ended. Its only button closes it.
 * @param {Omit<Message<'done'>, 'ways'>} end
 */
export const endScreen = (end) => messageScreen({ ...end, ways: [{ wording: (t) => t.buttons.done, answer: 'done' }] });
