import { install, wayToInstall } from '../phone/install.js';
import { element } from '../ui/element.js';
import { icon } from '../ui/icon.js';
import { button } from '../ui/parts.js';
import { messageScreen } from './message.js';

/** Asks to install the app first, where the installed app would not know a registration of this browser. */
export const installScreen = () => messageScreen({
  tone: 'calm',
  icon: 'home',
  title: (t) => t.install.title,
  text: (t) => t.install.text,
  more: shareSteps(),
  ways: [{ wording: (t) => t.buttons.stayHere, answer: 'here', weight: 'secondary' }],
});

/** The steps show the icon of the share button, because an iPhone does not show its name. */
const shareSteps = () => element('ol', { class: 'install-steps' },
  step('share', (t) => t.install.share),
  step('add', (t) => t.install.add),
  step('phone', (t) => t.install.open));

/**
 * @param {import('../ui/icon.js').IconName} name
 * @param {import('../texts/index.js').Wording} wording
 */
const step = (name, wording) => element('li', {}, icon(name), element('span', { say: wording }));

/**
 * Tells below the rest of a screen where to get the app, or how to install it.
 * @param {boolean} isRegistered whether this phone has a registration
 * @returns {HTMLElement[]}
 */
export function installHint(isRegistered) {
  const way = wayToInstall();
  // On iOS, a registered phone would have to be registered again. On a desktop, the registration works in this browser already.
  if (way === undefined || (isRegistered && (way === 'share' || way === 'otherDevice'))) return [];
  return [element('section', { class: 'card install' }, ...contents(way))];
}

/** @param {'ask' | 'menu' | 'share' | 'otherDevice'} way */
function contents(way) {
  const title = element('h2', { say: (t) => (way === 'otherDevice' ? t.install.elsewhere : t.install.keep) });
  switch (way) {
    case 'share': return [title, shareSteps()];
    case 'menu': return [title, element('p', { class: 'muted', say: (t) => t.install.menu })];
    case 'ask': {
      const ask = button('secondary', (t) => t.install.ask, async () => {
        await install();
        ask.closest('.install')?.remove();
      });
      return [title, element('p', { class: 'muted', say: (t) => t.install.keepText }), ask];
    }
    case 'otherDevice': return [
      title,
      element('p', { class: 'muted', say: (t) => t.install.elsewhereText }),
      element('p', { class: 'install-address' }, `${location.host}/app`),
    ];
  }
}
