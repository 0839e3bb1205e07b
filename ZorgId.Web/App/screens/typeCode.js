import { grouped, isTypedCode, readTyped } from '../protocol/typedCode.js';
import { environmentName } from '../texts/index.js';
import { element, say } from '../ui/element.js';
import { actions, button, heading } from '../ui/parts.js';

/**
 * @typedef {import('../portal/portals.js').Portal} Portal
 * @typedef {{ code: string, origin?: string, pin?: string }} Draft `pin` was chosen for a code that registers this phone
 */

/**
 * Answers with the normalised code, and the origin of the portal that shows it.
 * @param {Portal[]} portals
 * @param {Draft} draft
 * @returns {import('../ui/stage.js').Screen<{ code: string, origin: string } | 'cancel'>}
 */
export const typeCodeScreen = (portals, draft) => (answer) => {
  const chosen = portals.find(({ origin }) => origin === draft.origin) ?? portals[0];
  const input = element('input', {
    class: 'code-input',
    attributes: {
      'data-start': '', id: 'code', type: 'text', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false',
      enterkeyhint: 'go', maxlength: '40', 'aria-describedby': 'code-alert', value: grouped(draft.code),
    },
  });
  const alert = element('p', { class: 'code-alert', attributes: { id: 'code-alert', role: 'alert' } });
  const tidy = () => { input.value = grouped(readTyped(input.value)); };
  input.addEventListener('input', (event) => {
    say(alert);
    input.removeAttribute('aria-invalid');
    const isInside = input.selectionStart !== input.value.length;
    // The text is not changed while an input method composes it, or while it is corrected in the middle.
    if (!isInside && !(/** @type {InputEvent} */ (event).isComposing)) tidy();
  });
  input.addEventListener('change', tidy);

  const form = element('form', { attributes: { novalidate: '' } },
    ...(portals.length > 1 ? [portalChoice(portals, chosen)] : []),
    element('label', { say: (t) => t.typed.label, attributes: { for: 'code' } }),
    input, alert,
    actions(
      element('button', { class: 'button primary', say: (t) => t.buttons.continue, attributes: { type: 'submit' } }),
      button('secondary', (t) => t.buttons.cancel, () => answer('cancel'))));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const code = readTyped(input.value);
    if (isTypedCode(code)) {
      const origin = String(new FormData(form).get('portal') ?? chosen.origin);
      return answer({ code, origin });
    }
    say(alert, (t) => (code.length === 10 ? t.typed.strange : t.typed.count(code.length)));
    input.setAttribute('aria-invalid', 'true');
    input.focus();
  });

  return element('div', { class: 'screen type-code' }, heading((t) => t.typed.title, (t) => t.typed.text), form);
};

/**
 * A typed code does not tell which portal it belongs to.
 * @param {Portal[]} portals
 * @param {Portal} chosen
 */
const portalChoice = (portals, chosen) => element('fieldset', { class: 'portals' },
  element('legend', { say: (t) => t.typed.where }),
  ...portals.map(({ environment, origin }) => element('label', { class: `portal ${environment}` },
    element('input', {
      attributes: { type: 'radio', name: 'portal', value: origin, ...(origin === chosen.origin ? { checked: '' } : {}) },
    }),
    element('span', {},
      element('span', { class: 'portal-name', say: environmentName(environment) }),
      element('span', { class: 'portal-host' }, new URL(origin).host)))));
