const MAX_LENGTH = 64;

/**
 * @typedef {{ getHighEntropyValues(hints: string[]): Promise<Record<string, string>>, platform: string }} AgentData
 */

/**
 * How this phone is called in the portal, where its owner and the beheerder recognise it.
 * @returns {Promise<{ name: string, platform: string }>}
 */
export async function describeDevice() {
  const agent = navigator.userAgent;
  const hints = await agentHints();
  const platform = [hints.platform, majorVersion(hints.platformVersion)].filter(Boolean).join(' ');
  return {
    name: clean(hints.model || modelIn(agent)) || 'Telefoon',
    platform: clean(platform || platformIn(agent)) || 'Onbekend',
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
export function clean(text) {
  const visible = text.replace(/\p{C}|\p{Zl}|\p{Zp}/gu, ' ').replace(/\s+/g, ' ').trim();
  return visible.slice(0, MAX_LENGTH).replace(/[\uD800-\uDBFF]$/, '').trim();
}
