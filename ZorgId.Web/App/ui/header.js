import { phoneNumber } from '../phone/storage.js';
import { currentLanguage, otherLanguage, switchLanguage } from '../texts/index.js';
import { element, sayAllAgain } from './element.js';

/** What stays whichever screen is shown: which phone this is, and the language. */
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
