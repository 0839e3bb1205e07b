import { findTouchDevice } from '../device.js';

const MAX_LENGTH = 64;

/**
 * @typedef {{ getHighEntropyValues(hints: string[]): Promise<Record<string, string>>, platform: string }} AgentData
 */

/**
 * @typedef {{ name: string, platform: string }} Device
 */

/**
 * Returns the name and platform by which the owner and the beheerder recognise this phone in the portal.
 * @param {Device} otherwise what to return when the browser does not tell
 * @returns {Promise<Device>}
 */
export async function describeDevice(otherwise) {
  const agent = navigator.userAgent;
  const hints = await agentHints();
  const platform = [hints.platform, majorVersion(hints.platformVersion)].filter(Boolean).join(' ');
  return {
    name: clean(hints.model || modelIn(agent)) || otherwise.name,
    platform: clean(platform || platformIn(agent)) || otherwise.platform,
  };
}

/** @returns {Promise<Record<string, string>>} */
async function agentHints() {
  const data = /** @type {{ userAgentData?: AgentData }} */ (navigator).userAgentData;
  if (!data) return {};
  return data.getHighEntropyValues(['model', 'platformVersion']).catch(() => ({ platform: data.platform }));
}

/** @param {string} [version] */
const majorVersion = (version) => version?.split('.')[0];

/** @param {string} agent */
const disguisedModel = (agent) => (agent.includes('Macintosh') ? findTouchDevice() : null);

export const isIos = () => /iPhone|iPad|iPod/.test(navigator.userAgent) || disguisedModel(navigator.userAgent) !== null;

export const isAndroid = () => navigator.userAgent.includes('Android');

/** @param {string} agent */
function modelIn(agent) {
  const disguised = disguisedModel(agent);
  if (disguised) return disguised;
  const known = /iPhone|iPad|Macintosh|Windows|Android|Linux/.exec(agent)?.[0];
  return known === 'Macintosh' ? 'Mac' : known ?? '';
}

/** @param {string} agent */
function platformIn(agent) {
  const model = modelIn(agent);
  if (model === 'iPhone' || model === 'iPad') {
    // An iPad that poses as a Mac reports an old version of macOS, so the version is read from that of Safari.
    const version = (disguisedModel(agent) ? /Version\/(\d+)\S* Safari/ : / OS (\d+)_/).exec(agent)?.[1];
    return [model === 'iPad' ? 'iPadOS' : 'iOS', version].filter(Boolean).join(' ');
  }
  return /Android \d+|Windows|Mac OS X|Linux/.exec(agent)?.[0] ?? '';
}

/**
 * Limits a text to 64 UTF-16 units, and removes characters that could hide or reorder the text around it.
 * @param {string} text
 */
function clean(text) {
  const visible = text.replace(/\p{C}|\p{Zl}|\p{Zp}/gu, ' ').replace(/\s+/g, ' ').trim();
  return visible.slice(0, MAX_LENGTH).replace(/[\uD800-\uDBFF]$/, '').trim();
}
