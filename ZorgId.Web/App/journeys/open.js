import { activate, activeIdentity, registeredIdentities } from '../phone/identities.js';
import { toldWrongPins } from '../phone/memory.js';
import { homeScreen } from '../screens/home.js';
import { enter } from './enter.js';
import { scanSession } from './scanSession.js';
import { settings } from './settings.js';

/**
 * The app's daily round: past the PIN, home, and out to a session. Each round begins at the PIN
 * again, which is silent as long as its key is held for the identity in use.
 * @type {import('../ui/stage.js').Journey}
 */
export async function open(ask) {
  for (;;) {
    await enter(ask);
    const active = await activeIdentity();
    const others = (await registeredIdentities()).filter(({ kid }) => kid !== active?.kid);
    const choice = await ask(homeScreen(active, others, active && toldWrongPins(active.kid)));
    if (choice === 'scan') await scanSession(ask);
    else if (choice === 'settings') await settings(ask);
    else activate(choice);
  }
}
