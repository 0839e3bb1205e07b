import { phoneNumber } from '../phone/storage.js';
import { currentLanguage, otherLanguage, switchLanguage } from '../texts/index.js';
import { element, sayAllAgain } from './element.js';

/** The header stays on every screen. It shows the number of a demo's phone, and the choice of language. */
export function fillHeader() {
  const phone = phoneNumber;
  const language = element('button', {
    class: 'language',
    say: (t) => t.otherLanguage,
    click: () => {
      switchLanguage();
      sayAllAgain();
      showLanguage();
    },
    attributes: { type: 'button' },
  });

  const showLanguage = () => {
    document.documentElement.lang = currentLanguage();
    language.lang = otherLanguage();
  };

  showLanguage();
  document.querySelector('.top')?.append(
    ...(phone ? [element('span', { class: 'phone', say: (t) => t.phone(phone) })] : []),
    language);
}
