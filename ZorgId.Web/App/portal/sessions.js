import { Problem } from './problem.js';
import { send } from './send.js';

/**
 * @typedef {import('../protocol/qrText.js').SessionQr} SessionQr
 * @typedef {import('../phone/signer.js').Signer} Signer
 *
 * The portal describes a session in this form to the phone that claimed it.
 * @typedef {object} Claim
 * @property {string} sid
 * @property {import('../protocol/qrText.js').Kind} kind
 * @property {string} nonce
 * @property {string} environment
 * @property {string} portal
 * @property {string} verificationCode
 * @property {{ browser: string, address: string | null }} [requester]
 * @property {{ name: string, organisation: string, role: string }} subject
 *
 * @typedef {object} Outcome
 * @property {'accepted' | 'refused'} state
 * @property {{ environment: string, name: string, organisation: string, role: string }} [account]
 */

/**
 * The same claim can be sent again at any time, to learn whether the session is still open.
 * @param {Signer} signer
 * @param {SessionQr} qr
 * @returns {Promise<(pauses?: number[]) => Promise<Claim>>}
 */
export async function prepareClaim(signer, qr) {
  const message = await signer.sign('zorgid-claim+jwt', { sid: qr.sid, code: qr.code });
  return async (pauses) => checked(await send(qr.origin, `sessions/${qr.sid}/claim`, message, pauses), qr);
}

/**
 * @param {any} answer
 * @param {SessionQr} qr
 * @returns {Claim}
 */
function checked(answer, qr) {
  // A QR that says "register" must not end in a login, whatever the portal answers.
  const fits = answer.sid === qr.sid && answer.kind === qr.kind;
  const complete = [answer.nonce, answer.environment, answer.verificationCode, answer.subject?.name]
    .every((member) => typeof member === 'string');
  if (!fits || !complete) throw new Problem('unexpected-answer');
  return answer;
}

/**
 * The message is signed once, so that it is the same each time it is sent.
 * @param {Signer} signer
 * @param {Claim} claim
 * @param {{ decision: 'accept' | 'refuse' } & Record<string, unknown>} members
 * @returns {Promise<() => Promise<Outcome>>}
 */
export async function prepareDecision(signer, { sid, nonce }, members) {
  const message = await signer.sign('zorgid-decision+jwt', { sid, nonce, ...members });
  return () => send(signer.origin, `sessions/${sid}/decision`, message);
}
