import { Problem } from './problem.js';

/**
 * @typedef {{ environment: string, origin: string }} Portal
 */

/**
 * Returns the portals that this app may connect to, as its server is configured.
 * @returns {Promise<Portal[]>}
 */
export async function portals() {
  try {
    const answer = await fetch('/app/portals.json', { cache: 'no-store', credentials: 'omit' });
    return await answer.json();
  } catch {
    throw new Problem('no-connection');
  }
}
