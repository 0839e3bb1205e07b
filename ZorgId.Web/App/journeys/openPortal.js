import { activeIdentity, registeredIdentities } from '../phone/identities.js';
import { heldPinKey } from '../phone/memory.js';
import { signerOf } from '../phone/signer.js';
import { Problem } from '../portal/problem.js';
import { pinMac } from '../protocol/pin.js';
import { endScreen } from '../screens/message.js';
import { decide } from './decide.js';
import { heedRefusal } from './heedRefusal.js';

/**
 * @typedef {import('../ui/stage.js').Ask} Ask
 * @typedef {import('../protocol/qrText.js').SessionQr} SessionQr
 */

/**
 * Lets the active identity decide on a session: a login, or a membership to add.
 * @param {Ask} ask
 * @param {SessionQr} qr
 */
export async function openPortal(ask, qr) {
  const identity = await identityFor(qr);
  const pinKey = heldPinKey(identity.kid);
  if (!pinKey) throw new Problem('pin-needed');

  try {
    const outcome = await decide(ask, qr, signerOf(identity),
      async ({ nonce }) => ({ pin: await pinMac(pinKey, nonce) }));
    if (outcome) await tellAccepted(ask, qr);
  } catch (error) {
    await heedRefusal(identity, error);
    throw error;
  }
}

/**
 * A portal to which the active identity does not belong receives no message at all.
 * @param {SessionQr} qr
 */
async function identityFor({ origin }) {
  const active = await activeIdentity();
  if (!active) throw new Problem('no-identity');
  if (active.origin === origin) return active;

  const { environment } = active;
  const other = (await registeredIdentities()).find((identity) => identity.origin === origin);
  throw other
    ? new Problem('inactive-identity', { environment, otherEnvironment: other.environment, switchTo: other })
    : new Problem('other-portal', { environment, host: new URL(origin).host });
}

/**
 * @param {Ask} ask
 * @param {SessionQr} qr
 */
const tellAccepted = (ask, { kind }) => ask(endScreen({
  tone: 'good',
  icon: 'check',
  title: (t) => t.end.accepted,
  text: (t) => (kind === 'login' ? t.end.login : t.end.link),
}));
