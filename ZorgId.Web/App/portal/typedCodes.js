import { parseQrText } from '../protocol/qrText.js';
import { isProblem, Problem } from './problem.js';
import { send } from './send.js';

/**
 * Exchanges a typed code for the content of a QR. The code in the result is valid for one minute, and only for the key of the signer.
 * @param {import('../phone/signer.js').Signer} signer
 * @param {string} typedCode
 * @returns {Promise<() => Promise<import('../protocol/qrText.js').SessionQr>>}
 */
export async function prepareExchange(signer, typedCode) {
  const message = await signer.sign('zorgid-typed+jwt', { typedCode });
  return async () => {
    try {
      return checked(await send(signer.origin, 'typed-codes', message), signer.origin);
    } catch (error) {
      const host = new URL(signer.origin).host;
      if (isProblem(error, 'session-unknown')) throw new Problem('typed-code-unknown', { host });
      if (isProblem(error, 'too-many-requests')) throw new Problem('too-many-codes', error.details);
      throw error;
    }
  };
}

/**
 * @param {any} answer
 * @param {string} origin
 */
function checked({ qr }, origin) {
  const meaning = typeof qr === 'string' ? parseQrText(qr) : 'not-zorgid';
  if (meaning === 'unknown-kind') throw new Problem(meaning);
  // A portal may answer only with a session of its own.
  if (meaning === 'not-zorgid' || meaning.origin !== origin) throw new Problem('unexpected-answer');
  return { ...meaning, isTyped: true };
}
