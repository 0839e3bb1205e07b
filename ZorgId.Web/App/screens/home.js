import { environmentName } from '../texts/index.js';
import { element } from '../ui/element.js';
import { icon } from '../ui/icon.js';
import { actions, button, heading, identityCard } from '../ui/parts.js';
import { installHint } from './install.js';

/**
 * @typedef {import('../phone/identities.js').Identity} Identity
 */

/**
 * Answers with `scan`, `settings`, or with the identity to use from here on.
 * @param {Identity | undefined} active
 * @param {Identity[]} others
 * @param {import('../phone/memory.js').WrongPins} [wrongPins]
 * @returns {import('../ui/stage.js').Screen<'scan' | 'settings' | Identity>}
 */
export const homeScreen = (active, others, wrongPins) => (answer) => element('div', { class: 'screen' },
  // Wrong PINs are shown so that the owner notices when somebody guesses with a copy of this phone.
  ...(wrongPins ? [element('p', { class: 'card', attributes: { role: 'status' }, say: (t) => t.home.wrongPins(wrongPins.count, new Date(wrongPins.lastAt)) })] : []),
  active && !mayOpenPortal(active) ? signerCard(answer) : scanCard(active, answer),
  element('section', {},
    element('h2', { say: (t) => t.home.identity }),
    active
      ? identityCard(active.environment, active.name, active.organisations)
      : element('p', { class: 'card muted', say: (t) => t.home.noIdentity })),
  ...(others.length > 0 ? [otherIdentities(others, answer)] : []),
  ...installHint(active !== undefined),
  ...(active ? [actions(button('plain', (t) => t.settings.title, () => answer('settings')))] : []));

/**
 * A zorgmedewerker (Signer) has no access to the portal; every other role has.
 * @param {Identity} identity
 */
const mayOpenPortal = ({ organisations }) => organisations.some(({ role }) => role !== 'Signer');

/**
 * @param {Identity | undefined} active
 * @param {(choice: 'scan') => void} answer
 */
const scanCard = (active, answer) => element('section', { class: 'card scan-card' },
  element('div', { class: 'scan-mark' }, icon('scan')),
  heading((t) => t.home.title, (t) => (active ? t.home.text : t.home.newPhone)),
  button('primary', (t) => t.buttons.scan, () => answer('scan')));

/**
 * Explains to a zorgmedewerker, whom the portal refuses, what the ZORG-ID is for and when there is something to scan.
 * @param {(choice: 'scan') => void} answer
 */
const signerCard = (answer) => element('section', { class: 'card scan-card' },
  element('div', { class: 'scan-mark' }, icon('check')),
  heading((t) => t.home.ready, (t) => t.home.purpose),
  element('p', { class: 'muted', say: (t) => t.home.whenToScan }),
  button('secondary', (t) => t.buttons.scan, () => answer('scan')));

/**
 * @param {Identity[]} others
 * @param {(identity: Identity) => void} answer
 */
const otherIdentities = (others, answer) => element('section', {},
  element('h2', { say: (t) => t.home.others }),
  ...others.map((identity) => button(
    'secondary', (t) => t.home.use(environmentName(identity.environment)(t)), () => answer(identity))));
