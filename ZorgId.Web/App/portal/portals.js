import { Problem } from './problem.js';

/**
 * @typedef {{ environment: string, origin: string }} Portal
 */

/**
 * The portals that this app may talk to: its server was set to them.
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
