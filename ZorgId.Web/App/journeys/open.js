import { activate, activeIdentity, registeredIdentities } from '../phone/identities.js';
import { toldWrongPins } from '../phone/memory.js';
import { homeScreen } from '../screens/home.js';
import { enter } from './enter.js';
import { scanSession } from './scanSession.js';
import { settings } from './settings.js';

/**
 * This is the main loop of the app: the PIN, the home screen, and what is chosen there. Each round starts with the PIN, which is not asked
 * for while the PIN key of the active identity is in memory.
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
