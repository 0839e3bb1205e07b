import { recall, remember } from '../phone/storage.js';
import en from './en.js';
import enProblems from './en.problems.js';
import nl from './nl.js';
import nlProblems from './nl.problems.js';

/**
 * @typedef {typeof nl & { problems: typeof nlProblems }} Texts
 * @typedef {(texts: Texts) => string} Wording a piece of text in whichever language is shown
 * @typedef {'nl' | 'en'} Language
 */

/** @type {Record<Language, Texts>} */
const languages = { nl: { ...nl, problems: nlProblems }, en: { ...en, problems: enProblems } };

/** @type {Language} */
let language = recall('language') === 'en' ? 'en' : 'nl';

export const currentLanguage = () => language;

/** @returns {Language} */
export const otherLanguage = () => (language === 'nl' ? 'en' : 'nl');

export const texts = () => languages[language];

export function switchLanguage() {
  language = otherLanguage();
  remember('language', language);
}

/**
 * @param {string} environment
 * @returns {Wording}
 */
export const environmentName = (environment) => ({ environments }) =>
  /** @type {Record<string, string>} */ (environments)[environment] ?? environment;

/**
 * Names a role as the function of a person, without its technical name.
 * @param {string} role
 * @returns {Wording}
 */
export const functionName = (role) => ({ functions }) => /** @type {Record<string, string>} */ (functions)[role] ?? role;

/**
 * Adds the technical name of the role, when that is another word.
 * @param {string} role
 * @returns {Wording}
 */
export const roleName = (role) => (texts) => {
  const name = functionName(role)(texts);
  return name === role ? name : `${name} (${role})`;
};
