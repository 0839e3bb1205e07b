import { texts } from '../texts/index.js';

/**
 * @typedef {import('../texts/index.js').Wording} Wording
 *
 * @typedef {object} Options
 * @property {string} [class]
 * @property {Wording} [say] the text inside
 * @property {Wording} [label] the accessible name
 * @property {(event: MouseEvent) => void} [click]
 * @property {Record<string, string>} [attributes]
 */

/**
 * Maps an element to the function that writes its text again, in the current language.
 * @type {WeakMap<Element, () => void>}
 */
const wordings = new WeakMap();

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Options} [options]
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, { class: className, say: text, label, click, attributes = {} } = {}, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  if (text) say(made, text);
  if (label) word(made, () => made.setAttribute('aria-label', label(texts())));
  if (click) made.addEventListener('click', (event) => click(/** @type {MouseEvent} */ (event)));
  return made;
}

/**
 * @param {Element} target
 * @param {Wording} [wording] leave it out to clear the text
 */
export function say(target, wording) {
  word(target, () => { target.textContent = wording?.(texts()) ?? ''; });
}

/** Writes every text on the page again, in the current language. */
export function sayAllAgain() {
  for (const target of document.querySelectorAll('*')) wordings.get(target)?.();
}

/**
 * @param {Element} target
 * @param {() => void} apply
 */
function word(target, apply) {
  apply();
  wordings.set(target, apply);
}
