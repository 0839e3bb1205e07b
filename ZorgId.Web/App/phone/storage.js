/**
 * Two phones can stand beside each other on one origin (`?phone=1`, `?phone=2`): each has its own
 * storage, by a suffix to every name.
 */
export const phoneNumber = /^\d{1,3}$/.exec(new URLSearchParams(location.search).get('phone') ?? '')?.[0];

/** @param {string} name */
export const storageName = (name) => (phoneNumber ? `zorgid-${name}-${phoneNumber}` : `zorgid-${name}`);

/** @param {string} name */
export function recall(name) {
  try {
    return localStorage.getItem(storageName(name));
  } catch {
    return null;
  }
}

/** @param {string} name */
export function forget(name) {
  try {
    localStorage.removeItem(storageName(name));
  } catch {
    // Nothing was remembered, then.
  }
}

/**
 * For conveniences only: a browser may refuse to keep them.
 * @param {string} name
 * @param {string} value
 */
export function remember(name, value) {
  try {
    localStorage.setItem(storageName(name), value);
  } catch {
    // The choice then lasts until the app is closed.
  }
}
