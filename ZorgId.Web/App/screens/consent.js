import { isPassing } from '../portal/problem.js';
import { armed } from '../ui/armed.js';
import { element, say } from '../ui/element.js';
import { icon } from '../ui/icon.js';
import { actions, heading } from '../ui/parts.js';
import { environmentName, roleName } from '../texts/index.js';

const ASK_AGAIN_EVERY = 3000;

/**
 * @typedef {import('../portal/sessions.js').Claim} Claim
 * @typedef {import('../texts/index.js').Wording} Wording
 */

/**
 * Shows what would be opened, for whom and where, and lets the person decide.
 * @param {Claim} claim
 * @param {{ origin: string, isTyped?: boolean }} session
 * @param {() => Promise<Claim>} stillStands fails when the session has ended
 * @returns {import('../ui/stage.js').Screen<'accept' | 'refuse'>}
 */
export const consentScreen = (claim, { origin, isTyped }, stillStands) => (answer, { fail, signal }) => {
  const browser = element('span', { say: () => claim.requester?.browser ?? '' });
  // The portal writes this text, so after a change of language its next answer has the text in the new language.
  watch(stillStands, ({ requester }) => say(browser, () => requester?.browser ?? ''), signal).catch(fail);

  const refuse = choice('refuse', 'cross');
  const accept = choice('accept', 'check');
  armed(refuse, () => answer('refuse'), signal);
  armed(accept, () => answer('accept'), signal);

  return element('div', { class: `screen consent ${claim.environment}` },
    heading((t) => t.consent.title, (t) => t.consent[claim.kind](claim.portal)),
    element('section', { class: 'card session' },
      environmentBand(claim.environment),
      element('dl', { class: 'facts' }, ...facts(claim, origin, browser))),
    // An enrollment has no such warning, because a beheerder who registers somebody does ask for the code, in person.
    ...(isTyped && claim.kind !== 'enrollment' ? [element('p', { class: 'card attention', say: (t) => t.consent.typed })] : []),
    verification(claim.verificationCode),
    actions(refuse, accept));
};

/**
 * Asks the portal until the session has ended or the screen is closed. A lost answer is ignored, because the next request may succeed.
 * @param {() => Promise<Claim>} stillStands
 * @param {(claim: Claim) => void} onAnswer
 * @param {AbortSignal} signal
 */
async function watch(stillStands, onAnswer, signal) {
  while (!signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_EVERY));
    if (!signal.aborted) await stillStands().then(onAnswer).catch(raiseUnlessPassing);
  }
}

/** @param {unknown} error */
function raiseUnlessPassing(error) {
  if (!isPassing(error)) throw error;
}

/**
 * @param {'accept' | 'refuse'} decision
 * @param {import('../ui/icon.js').IconName} name
 */
const choice = (decision, name) => element('button',
  { class: `button choice ${decision}`, attributes: { type: 'button' } },
  icon(name), element('span', { say: (t) => t.consent[decision] }));

/**
 * The environment comes first and fills the width of the card, because only a session in production has real consequences.
 * @param {string} environment
 */
const environmentBand = (environment) => element('p', { class: 'band' },
  element('span', { class: 'unseen', say: (t) => `${t.consent.environment}: ` }),
  element('span', { say: environmentName(environment) }));

/**
 * @param {Claim} claim
 * @param {string} origin
 * @param {HTMLElement} browser
 */
function facts({ requester, subject }, origin, browser) {
  return [
    ...fact((t) => t.consent.address, element('span', {}, origin)),
    ...(requester ? fact((t) => t.consent.requester,
      browser,
      element('span', { class: 'detail', say: (t) => requester.address ?? t.consent.noAddress })) : []),
    ...fact((t) => t.consent.subject,
      element('span', {}, subject.name),
      element('span', { class: 'detail' }, subject.organisation),
      element('span', { class: 'detail', say: roleName(subject.role) })),
  ];
}

/**
 * @param {Wording} what
 * @param {HTMLElement[]} details
 */
const fact = (what, ...details) => [element('dt', { say: what }), element('dd', {}, ...details)];

/** @param {string} digits */
const verification = (digits) => element('div', { class: 'card verification' },
  element('p', { class: 'digits' },
    element('span', { class: 'unseen', say: (t) => `${t.consent.code} ` }), digits),
  element('p', { say: (t) => t.consent.compare }));
