import { forget, recall, remember } from './storage.js';

const NAME = 'pin-chosen';

/**
 * Notes that a PIN was chosen on a phone without identity, but never which PIN. A PIN is only in memory until the phone is registered, so
 * this note tells the next start that the PIN was lost.
 */
export const notePinChosen = () => remember(NAME, 'yes');

export const wasPinChosen = () => recall(NAME) !== null;

export const forgetPinChosen = () => forget(NAME);
