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
function modelIn(agent) {
  const known = /iPhone|iPad|Macintosh|Windows|Android|Linux/.exec(agent)?.[0];
  return known === 'Macintosh' ? 'Mac' : known ?? '';
}

/** @param {string} agent */
function platformIn(agent) {
  const ios = /(?:iPhone )?OS (\d+)_/.exec(agent);
  if (ios && /iPhone|iPad/.test(agent)) return `iOS ${ios[1]}`;
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
