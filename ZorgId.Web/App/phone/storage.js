/**
 * Two phones can run side by side on one origin (`?phone=1`, `?phone=2`). A suffix to every name gives each its own storage.
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
    // A browser that refuses storage has nothing to forget.
  }
}

/**
 * Only conveniences are stored here, because a browser may refuse storage.
 * @param {string} name
 * @param {string} value
 */
export function remember(name, value) {
  try {
    localStorage.setItem(storageName(name), value);
  } catch {
    // Without storage, the choice lasts at most until the app is closed.
  }
}
