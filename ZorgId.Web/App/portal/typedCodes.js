import { parseQrText } from '../protocol/qrText.js';
import { isProblem, Problem } from './problem.js';
import { send } from './send.js';

/**
 * Exchanges what a person typed for what a QR would have said. The code in it is for the signer's
 * key alone, and good for a minute.
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
  // A portal speaks for itself only.
  if (meaning === 'not-zorgid' || meaning.origin !== origin) throw new Problem('unexpected-answer');
  return { ...meaning, isTyped: true };
}
