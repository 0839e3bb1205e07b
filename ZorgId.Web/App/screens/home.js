import { environmentName } from '../texts/index.js';
import { element } from '../ui/element.js';
import { icon } from '../ui/icon.js';
import { actions, button, heading, identityCard } from '../ui/parts.js';

/**
 * @typedef {import('../phone/identities.js').Identity} Identity
 */

/**
 * Answers with `scan`, `settings`, or with the identity to use from here on.
 * @param {Identity | undefined} active
 * @param {Identity[]} others
 * @returns {import('../ui/stage.js').Screen<'scan' | 'settings' | Identity>}
 */
export const homeScreen = (active, others) => (answer) => element('div', { class: 'screen home' },
  element('section', { class: 'card scan-card' },
    element('div', { class: 'scan-mark' }, icon('scan')),
    heading((t) => t.home.title, (t) => (active ? t.home.text : t.home.newPhone)),
    button('primary', (t) => t.buttons.scan, () => answer('scan'))),
  element('section', {},
    element('h2', { say: (t) => t.home.identity }),
    active
      ? identityCard(active.environment, active.name, active.organisations)
      : element('p', { class: 'card muted', say: (t) => t.home.noIdentity })),
  ...(others.length > 0 ? [otherIdentities(others, answer)] : []),
  ...(active ? [actions(button('plain', (t) => t.settings.title, () => answer('settings')))] : []));

/**
 * @param {Identity[]} others
 * @param {(identity: Identity) => void} answer
 */
const otherIdentities = (others, answer) => element('section', {},
  element('h2', { say: (t) => t.home.others }),
  ...others.map((identity) => button(
    'secondary', (t) => t.home.use(environmentName(identity.environment)(t)), () => answer(identity))));
