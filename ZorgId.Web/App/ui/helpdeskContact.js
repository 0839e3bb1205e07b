import { helpdesk } from '../portal/helpdesk.js';
import { texts } from '../texts/index.js';
import { element } from './element.js';

/**
 * Returns links to the helpdesk for a text that sends its reader there. It returns nothing for other texts, or when neither number nor
 * address is known.
 * @param {import('../texts/index.js').Wording} wording
 * @returns {HTMLElement[]}
 */
export function helpdeskContact(wording) {
  if (!/helpdesk/i.test(wording(texts()))) return [];
  const { phone, mail } = helpdesk();
  const links = [...(phone ? [link(phone, dial(phone))] : []), ...(mail ? [link(mail, write(mail))] : [])];
  return links.length > 0 ? [element('p', { class: 'helpdesk notranslate', attributes: { translate: 'no' } }, ...links)] : [];
}

/**
 * @param {string} words
 * @param {string} href
 */
const link = (words, href) => element('a', { attributes: { href } }, words);

/**
 * In +31 (0)88 the zero is for those who dial without the country's code.
 * @param {string} phone
 */
const dial = (phone) => `tel:${(phone.startsWith('+') ? phone.replaceAll('(0)', '') : phone).replaceAll(/[^+\d]/g, '')}`;

/** @param {string} mail */
const write = (mail) => `mailto:${mail.split('@').map(encodeURIComponent).join('@')}`;
