import { activeIdentity, registeredIdentities } from '../phone/identities.js';
import { heldPinKey } from '../phone/memory.js';
import { Problem } from '../portal/problem.js';
import { problemScreen } from '../screens/problem.js';
import { settingsScreen } from '../screens/settings.js';
import { changePin } from './changePin.js';
import { heedRefusal } from './heedRefusal.js';
import { leaveForGood } from './leaveForGood.js';
import { scanSession } from './scanSession.js';

/**
 * Lets the owner change a PIN or end a registration, until they are done or the app has to ask for a PIN again.
 * @param {import('../ui/stage.js').Ask} ask
 */
export async function settings(ask) {
  for (;;) {
    const active = await activeIdentity();
    if (!active || !heldPinKey(active.kid)) return;
    const others = (await registeredIdentities()).filter(({ kid }) => kid !== active.kid);
    const choice = await ask(settingsScreen([active, ...others]));
    if (choice === 'back') return;

    const { act, identity } = choice;
    try {
      await (act === 'changePin' ? changePin : leaveForGood)(ask, identity);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      await heedRefusal(identity, error);
      if (await ask(problemScreen(error)) === 'scan') return scanSession(ask);
    }
  }
}
