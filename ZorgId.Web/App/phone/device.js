import { findTouchDevice } from '../device.js';

const MAX_LENGTH = 64;

/**
 * @typedef {{ getHighEntropyValues(hints: string[]): Promise<Record<string, string>>, platform: string }} AgentData
 */

/**
 * @typedef {{ name: string, platform: string }} Device
 */

/**
 * How this phone is called in the portal, where its owner and the beheerder recognise it.
 * @param {Device} otherwise what to call it where the browser does not tell
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
    // One that is disguised tells an old number of macOS, and only by Safari's own version which it is.
    const version = (disguisedModel(agent) ? /Version\/(\d+)\S* Safari/ : / OS (\d+)_/).exec(agent)?.[1];
    return [model === 'iPad' ? 'iPadOS' : 'iOS', version].filter(Boolean).join(' ');
  }
  return /Android \d+|Windows|Mac OS X|Linux/.exec(agent)?.[0] ?? '';
}

/**
 * At most 64 UTF-16 units, and nothing that could turn or hide the text around it.
 * @param {string} text
 */
function clean(text) {
  const visible = text.replace(/\p{C}|\p{Zl}|\p{Zp}/gu, ' ').replace(/\s+/g, ' ').trim();
  return visible.slice(0, MAX_LENGTH).replace(/[\uD800-\uDBFF]$/, '').trim();
}
