import { forget, recall, remember } from './storage.js';

const NAME = 'pin-chosen';

/**
 * That a PIN was chosen on a phone without identity; never which. It tells a start that the PIN was lost: a PIN is only in
 * memory until the phone is registered.
 */
export const notePinChosen = () => remember(NAME, 'yes');

export const wasPinChosen = () => recall(NAME) !== null;

export const forgetPinChosen = () => forget(NAME);
