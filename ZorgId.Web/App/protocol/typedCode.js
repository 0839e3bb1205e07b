/** Crockford's base32 has no I, L, O and U. */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;
const GROUP = 5;

/** @type {Record<string, string>} */
const READ_AS = { O: '0', I: '1', L: '1' };

/**
 * Normalises a code that a person typed: case, dashes and blanks do not matter, and letters that look like digits are read as these.
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
 * Splits a code into the two groups that the portal shows.
 * @param {string} code as {@link readTyped} gives it
 */
export const grouped = (code) => [code.slice(0, GROUP), code.slice(GROUP)].filter(Boolean).join('-');
