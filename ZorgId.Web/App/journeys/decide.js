import { isPassing, Problem } from '../portal/problem.js';
import { prepareClaim, prepareDecision } from '../portal/sessions.js';
import { consentScreen } from '../screens/consent.js';
import { endScreen } from '../screens/message.js';
import { problemScreen } from '../screens/problem.js';
import { waitScreen } from '../screens/wait.js';

/**
 * @typedef {import('../ui/stage.js').Ask} Ask
 * @typedef {import('../portal/sessions.js').Claim} Claim
 */

/**
 * Claims a session, lets the person decide, and tells the portal.
 * @param {Ask} ask
 * @param {import('../protocol/qrText.js').SessionQr} qr
 * @param {import('../phone/signer.js').Signer} signer
 * @param {(claim: Claim) => Promise<object>} acceptance returns the members of the accept message
 * @returns {Promise<import('../portal/sessions.js').Outcome | undefined>} only when accepted
 */
export async function decide(ask, qr, signer, acceptance) {
  const sendClaim = await prepareClaim(signer, qr);
  const claim = await deliver(ask, (t) => t.wait.claim, sendClaim);
  if (!claim) return undefined;

  const decision = await ask(consentScreen(claim, qr, () => sendClaim([])));
  const members = decision === 'accept' ? await acceptance(claim) : {};
  const sendDecision = await prepareDecision(signer, claim, { decision, ...members });
  const outcome = await deliver(ask, (t) => t.wait[decision], sendDecision);
  if (outcome?.state === 'accepted') return outcome;
  if (outcome) await tellRefused(ask);
  return undefined;
}

/**
 * Lets the person send exactly the same message again when no answer came.
 * @template T
 * @param {Ask} ask
 * @param {import('../texts/index.js').Wording} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T | undefined>} nothing when the person gave up
 */
export async function deliver(ask, what, work) {
  for (;;) {
    try {
      return await ask(waitScreen(what, () => work()));
    } catch (error) {
      if (!(error instanceof Problem) || !isPassing(error)) throw error;
      if (await ask(problemScreen(error)) !== 'retry') return undefined;
    }
  }
}

/** @param {Ask} ask */
const tellRefused = (ask) => ask(endScreen({
  tone: 'calm',
  icon: 'cross',
  title: (t) => t.end.refused,
  text: (t) => t.end.refusedText,
}));
