import { environmentName, functionName } from '../texts/index.js';
import { messageScreen } from './message.js';

/**
 * @typedef {import('../portal/problem.js').Problem} Problem
 * @typedef {import('../texts/index.js').Wording} Wording
 * @typedef {'done' | 'scan' | 'type' | 'retry' | 'enterPin' | 'switchIdentity'} WayOn
 */

/** @type {Partial<Record<import('../portal/problem.js').ProblemName, WayOn | WayOn[]>>} */
const WAYS_ON = {
  'session-unknown': 'scan',
  'session-claimed': 'scan',
  'session-closed': 'scan',
  'session-expired': 'scan',
  'code-expired': 'scan',
  'phone-revoked': 'scan',
  'unknown-phone': 'scan',
  'pin-blocked': 'scan',
  'wrong-environment': 'scan',
  'unexpected-answer': 'scan',
  'no-identity': 'scan',
  'pin-incorrect': 'enterPin',
  'pin-needed': 'enterPin',
  'inactive-identity': 'switchIdentity',
  'typed-code-unknown': 'type',
  'other-network': 'type',
  'too-many-codes': 'type',
  'pin-change-unsure': 'retry',
  'nonce-unusable': 'retry',
  'too-many-requests': 'retry',
  'no-connection': 'retry',
  'portal-failure': 'retry',
  'storage-silent': 'retry',
  'storage-refused': 'retry',
  'storage-full': 'retry',
  'keys-not-kept': 'retry',
  'keys-lost': 'scan',
  'camera-refused': ['retry', 'type'],
  'camera-missing': ['retry', 'type'],
  'camera-busy': ['retry', 'type'],
  'camera-stopped': ['retry', 'type'],
};

/**
 * @param {Problem} problem
 * @returns {Wording}
 */
export const problemSentence = ({ problemName, details }) => (t) => {
  /** @param {string} [environment] */
  const named = (environment) => environment && environmentName(environment)(t);
  const told = t.problems[problemName];
  const sentence = details.isTyped && 'typed' in told ? told.typed : told.text;
  const facts = { ...details, environment: named(details.environment), otherEnvironment: named(details.otherEnvironment), role: details.role && functionName(details.role)(t) };
  return typeof sentence === 'string' ? sentence : sentence(facts);
};

/**
 * Says in a sentence what went wrong, and offers a next step and the way to the home screen.
 * @param {Problem} problem
 * @returns {import('../ui/stage.js').Screen<WayOn>}
 */
export function problemScreen(problem) {
  const { problemName, details } = problem;
  /** @type {WayOn[]} */
  const ways = [...new Set([WAYS_ON[problemName] ?? [], details.switchTo ? /** @type {const} */ ('switchIdentity') : [], /** @type {const} */ ('done')].flat())]
    // A person who typed the code may be unable to scan, so they are not sent to the camera.
    .map((way) => (way === 'scan' && details.isTyped ? 'type' : way));
  return messageScreen({
    tone: 'bad',
    icon: 'attention',
    title: (t) => t.problems[problem.problemName].title,
    text: problemSentence(problem),
    ways: ways.map((answer) => ({ wording: (t) => t.buttons[answer], answer })),
  });
}
