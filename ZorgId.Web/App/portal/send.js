import { currentLanguage } from '../texts/index.js';
import problemTexts from '../texts/nl.problems.js';
import { isOutOfReach } from './outOfReach.js';
import { Problem, isProblem } from './problem.js';

const ANSWER_WITHIN = 10_000;
const PAUSES = [1000, 2000, 4000];
const PROBLEM_TYPE = 'urn:zorgid:problem:';

/**
 * Posts a message, and posts the very same one again where it is unknown whether it arrived.
 * @param {string} origin
 * @param {string} path under /mobile/v1
 * @param {string} [message] a compact JWS
 * @param {number[]} [pauses] before each further try
 * @returns {Promise<any>} the answer's JSON
 */
export async function send(origin, path, message, pauses = PAUSES) {
  for (const pause of pauses) {
    try {
      return await post(origin, path, message);
    } catch (error) {
      if (!isProblem(error, 'no-connection', 'portal-failure')) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
      if (isOutOfReach(origin)) throw new Problem('unknown-portal', { host: new URL(origin).host });
    }
  }
  return post(origin, path, message);
}

/**
 * @param {string} origin
 * @param {string} path
 * @param {string} [message]
 */
async function post(origin, path, message) {
  const { status, text } = await answerOf(origin, path, message);
  if (status >= 500) throw new Problem('portal-failure');
  if (status === 204) return {};
  const body = parsed(text);
  if (status >= 400) throw problemOf(body);
  if (typeof body !== 'object' || body === null) throw new Problem('unexpected-answer');
  return body;
}

/**
 * An answer that is cut off counts as no answer.
 * @param {string} origin
 * @param {string} path
 * @param {string} [message]
 */
async function answerOf(origin, path, message) {
  const hangUp = new AbortController();
  const timer = setTimeout(() => hangUp.abort(), ANSWER_WITHIN);
  try {
    const response = await fetch(`${origin}/mobile/v1/${path}`, {
      method: 'POST',
      body: message,
      // The portal writes some texts itself, such as the name of a browser. They must be in the language of the app.
      headers: { 'Accept-Language': currentLanguage(), ...(message ? { 'Content-Type': 'application/jose' } : {}) },
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      signal: hangUp.signal,
    });
    return { status: response.status, text: await response.text() };
  } catch {
    throw new Problem('no-connection');
  } finally {
    clearTimeout(timer);
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {any} body */
function problemOf(body) {
  const type = String(body?.type ?? '');
  const name = type.startsWith(PROBLEM_TYPE) ? type.slice(PROBLEM_TYPE.length) : '';
  if (!Object.hasOwn(problemTexts, name)) return new Problem('unexpected-answer');
  const { attemptsLeft, state, retryAfter, sameAccount } = body;
  return new Problem(/** @type {import('./problem.js').ProblemName} */ (name), { attemptsLeft, state, retryAfter, sameAccount });
}
