import { element } from '../ui/element.js';
import { actions, button, heading, identityCard } from '../ui/parts.js';

/**
 * @typedef {import('../phone/identities.js').Identity} Identity
 */

/**
 * @param {Identity[]} identities the one in use first
 * @returns {import('../ui/stage.js').Screen<'back' | { act: 'changePin' | 'leave', identity: Identity }>}
 */
export const settingsScreen = (identities) => (answer) => element('div', { class: 'screen settings' },
  heading((t) => t.settings.title, (t) => t.settings.text),
  ...identities.map((identity) => element('section', {},
    identityCard(identity.environment, identity.name, identity.organisations),
    button('secondary', (t) => t.settings.changePin, () => answer({ act: 'changePin', identity })),
    button('secondary', (t) => t.settings.leave, () => answer({ act: 'leave', identity })))),
  actions(button('plain', (t) => t.buttons.back, () => answer('back'))));
