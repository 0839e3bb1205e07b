/** Crockford's base32: without I, L, O and U. */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;
const GROUP = 5;

/** @type {Record<string, string>} */
const READ_AS = { O: '0', I: '1', L: '1' };

/**
 * A code as a person typed it: without regard to case, to dashes and blanks, and to letters that
 * look like digits.
 * @param {string} text
 */
export const readTyped = (text) => [...text.toUpperCase()]
  .filter((character) => !/[\s\p{Pd}\u2212]/u.test(character))
  .map((character) => READ_AS[character] ?? character)
  .join('');

/**
 * @param {string} code as {@link readTyped} gives it
 */
export const isTypedCode = (code) => code.length === LENGTH && [...code].every((character) => SYMBOLS.includes(character));

/**
 * In the two groups that the portal shows.
 * @param {string} code as {@link readTyped} gives it
 */
export const grouped = (code) => [code.slice(0, GROUP), code.slice(GROUP)].filter(Boolean).join('-');
