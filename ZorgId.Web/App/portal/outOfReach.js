/**
 * The CSP of the page allows only the portals that its server is configured for. A request to any other portal fails like a lost
 * connection; only this event tells the two apart.
 * @type {Set<string>}
 */
const outOfReach = new Set();

document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
  if (effectiveDirective === 'connect-src') outOfReach.add(new URL(blockedURI).origin);
});

/** @param {string} origin */
export const isOutOfReach = (origin) => outOfReach.has(origin);
