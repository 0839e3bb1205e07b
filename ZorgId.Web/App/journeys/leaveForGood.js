import { remove } from '../phone/identities.js';
import { forgetPinKey } from '../phone/memory.js';
import { leave } from '../portal/identity.js';
import { endScreen, messageScreen } from '../screens/message.js';
import { environmentName } from '../texts/index.js';
import { identityCard } from '../ui/parts.js';
import { withPin } from './withPin.js';

/**
 * @typedef {import('../ui/stage.js').Ask} Ask
 * @typedef {import('../phone/identities.js').Identity} Identity
 */

/**
 * Ends the registration of this phone. The key is removed only after the portal has confirmed that it is revoked.
 * @param {Ask} ask
 * @param {Identity} identity
 */
export async function leaveForGood(ask, identity) {
  if (await ask(consequences(identity)) === 'cancel') return;
  const question = {
    title: (/** @type {import('../texts/index.js').Texts} */ t) => t.pin.enterTitle,
    intro: (/** @type {import('../texts/index.js').Texts} */ t) => t.leave.pin(environmentName(identity.environment)(t)),
  };
  const isDone = await withPin(ask, identity, question, async (pinKey) => {
    await leave(identity, pinKey);
    await remove(identity);
    return true;
  });
  if (!isDone) return;
  forgetPinKey(identity.kid);
  await ask(endScreen({
    tone: 'good',
    icon: 'check',
    title: (t) => t.leave.done,
    text: (t) => t.leave.doneText,
  }));
}

/** @param {Identity} identity */
const consequences = ({ environment, name, organisations }) => messageScreen({
  tone: 'bad',
  icon: 'attention',
  title: (t) => t.leave.title,
  text: (t) => t.leave.text(environmentName(environment)(t)),
  more: identityCard(environment, name, organisations),
  ways: [
    { wording: (t) => t.leave.confirm, answer: 'leave', weight: 'danger' },
    { wording: (t) => t.buttons.cancel, answer: 'cancel', weight: 'secondary' },
  ],
});
