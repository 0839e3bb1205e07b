/**
 * @typedef {keyof typeof import('../texts/nl.problems.js').default} ProblemName
 *
 * The sentence of a problem may need these values.
 * @typedef {object} Details
 * @property {number} [attemptsLeft]
 * @property {string} [state]
 * @property {number} [retryAfter]
 * @property {boolean} [sameAccount] the enrollment is for the account that the key has
 * @property {string} [owner] whose phone it is
 * @property {string} [role] of the owner
 * @property {boolean} [isTyped] the code was typed, not scanned
 * @property {string} [host]
 * @property {string} [environment] of the identity in use
 * @property {string} [otherEnvironment] of the code that was scanned
 * @property {import('../phone/identities.js').Identity} [switchTo] the identity that does fit
 */

/** Names the reason why something failed. The texts have a sentence for each name. */
export class Problem extends Error {
  /**
   * @param {ProblemName} problemName
   * @param {Details} [details]
   */
  constructor(problemName, details = {}) {
    super(problemName);
    this.problemName = problemName;
    this.details = details;
  }
}

/**
 * @param {unknown} error
 * @param {ProblemName[]} names
 * @returns {error is Problem}
 */
export const isProblem = (error, ...names) => error instanceof Problem && names.includes(error.problemName);

/** The message may or may not have arrived: sending the same one again is safe. */
export const isPassing = (/** @type {unknown} */ error) =>
  isProblem(error, 'no-connection', 'portal-failure', 'too-many-requests');

/** This phone could not keep or read its keys. */
export const isOfStorage = (/** @type {unknown} */ error) =>
  isProblem(error, 'storage-silent', 'storage-refused', 'storage-full', 'keys-not-kept');
