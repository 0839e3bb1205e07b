import { environmentName, roleName } from '../texts/index.js';
import { element } from './element.js';
import { helpdeskContact } from './helpdeskContact.js';
import { icon } from './icon.js';

/**
 * @typedef {import('../texts/index.js').Wording} Wording
 * @typedef {'primary' | 'secondary' | 'plain' | 'danger'} Weight
 */

/**
 * @param {Weight} weight
 * @param {Wording} wording
 * @param {() => void} click
 */
export const button = (weight, wording, click) =>
  element('button', { class: `button ${weight}`, say: wording, click, attributes: { type: 'button' } });

/**
 * @param {Wording} title
 * @param {Wording} [lead]
 */
export const heading = (title, lead) => element('header', { class: 'heading' },
  element('h1', { say: title }),
  ...(lead ? [element('p', { class: 'lead', say: lead }), ...helpdeskContact(lead)] : []));

/** @param {(Node | undefined)[]} children */
export const actions = (...children) =>
  element('div', { class: 'actions' }, ...children.filter((child) => child !== undefined));

/** @param {string} environment */
const environmentBadge = (environment) =>
  element('span', { class: `badge ${environment}`, say: environmentName(environment) });

/**
 * @param {'good' | 'bad' | 'calm'} tone
 * @param {import('./icon.js').IconName} name
 */
export const emblem = (tone, name) => element('div', { class: `emblem ${tone}` }, icon(name));

/**
 * Shows a person with their roles, and the environment in which these are valid.
 * @param {string} environment
 * @param {string} name
 * @param {{ name: string, role: string }[]} organisations
 */
export const identityCard = (environment, name, organisations) => element('div', { class: 'card identity' },
  element('p', { class: 'name' }, name),
  ...organisations.map((organisation) => element('p', {},
    element('span', { class: 'organisation' }, organisation.name),
    element('span', { class: 'role', say: roleName(organisation.role) }))),
  environmentBadge(environment));
