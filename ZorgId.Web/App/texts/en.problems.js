/** @type {typeof import('./nl.problems.js').default} */
export default {
  'session-unknown': {
    title: 'This code is not known',
    text: 'The portal does not know this QR code, or no longer does. Ask for a new code and scan that.',
    typed: 'The portal no longer knows this code. Ask for a new one and type that.',
  },
  'session-claimed': {
    title: 'Scanned by someone else',
    text: 'Another phone scanned this QR code first. Was that not you? Tell your manager or the helpdesk and ask for a new code.',
    typed: 'Another phone used this code first. Was that not you? Tell your manager or the helpdesk and ask for a new code.',
  },
  'session-closed': {
    title: 'The session is closed',
    text: ({ state }) => ({
      accepted: 'This session has been accepted already. Look at the screen of the portal, or scan a new code. Was that not you? Tell your beheerder or the helpdesk at once.',
      refused: 'This session has been refused already. Scan a new code to try again.',
    })[state ?? ''] ?? 'The portal closed this session. Nothing was opened. Scan a new code to try again.',
  },
  'session-expired': {
    title: 'Time is up',
    text: 'This session has expired. Scan a new QR code on the screen of the portal.',
    typed: 'This session has expired. Ask for a new code on the screen of the portal and type that.',
  },
  'code-expired': {
    title: 'The code has changed',
    text: 'The QR code on the screen keeps changing. Hold the camera in front of the screen and scan the code of now.',
    typed: 'The code that you typed is no longer valid. Ask for a new one on the screen of the portal and type that.',
  },
  'pin-incorrect': {
    title: 'This PIN is not right',
    text: ({ attemptsLeft = 0 }) => attemptsLeft === 1
      ? 'This PIN is not right. You have 1 try left; after that the PIN is blocked.'
      : `This PIN is not right. You have ${attemptsLeft} tries left.`,
  },
  'pin-blocked': {
    title: 'Your PIN is blocked',
    text: 'A wrong PIN was entered three times, or nine times in one day. Ask your manager or the helpdesk for a new QR code. With that you choose a new PIN.',
  },
  'phone-blocked': {
    title: 'This phone is blocked',
    text: 'Your manager has blocked this phone. Ask your manager or the helpdesk to unblock it, then try again.',
  },
  'phone-revoked': {
    title: 'This phone has been revoked',
    text: 'This registration has ended and was removed from the phone. Ask your manager or the helpdesk for a new QR code and scan that.',
  },
  'unknown-phone': {
    title: 'This phone is not known',
    text: 'The portal does not know this phone. Ask your manager or the helpdesk for a new QR code and scan that.',
  },
  'role-not-allowed': {
    title: 'No access to the portal',
    text: 'Your role gives no access to the portal. Do you think this is wrong? Ask your manager or the helpdesk.',
  },
  'other-account': {
    title: 'Not with this phone',
    text: 'This code is for an account that you cannot use with this phone, or no longer can. Ask your manager or the helpdesk to check it.',
  },
  'other-network': {
    title: 'Another network',
    text: 'This code can only be typed on the same network as the computer that shows it. Connect your phone to the same wifi network, or scan the QR code. Did somebody ask you to type a code? Do not, and tell your manager or the helpdesk.',
  },
  'account-exists': {
    title: 'Registered already',
    text: 'This phone is registered with this key already. You can simply use the app, or else ask your manager or the helpdesk for a new QR code.',
  },
  'phone-of-another': {
    title: 'This phone is in use already',
    text: ({ owner, role }) => `This phone belongs to ${owner}${role ? ` (${role})` : ''}. Have the new user scan with a phone of their own.`,
  },
  'nonce-unusable': {
    title: 'That took too long',
    text: 'This check is no longer valid. Please try again.',
  },
  'wrong-environment': {
    title: 'Another environment',
    text: 'The portal belongs to another environment than this QR code says. Scan the code on the screen of the portal again.',
    typed: 'The portal belongs to another environment than you chose. Look which environment the screen shows and type the code again.',
  },
  'too-many-requests': {
    title: 'Please wait',
    text: ({ retryAfter }) => `There were too many messages in a short time. Try again in ${retryAfter ? `${retryAfter} seconds` : 'a minute'}.`,
  },
  'malformed-message': {
    title: 'Not understood',
    text: 'The portal did not understand this app. Update the app and scan again. Does it stay like this? Call the helpdesk.',
  },
  'message-too-large': {
    title: 'Not understood',
    text: 'The message of this app was too large for the portal. Update the app and scan again. Does it stay like this? Call the helpdesk.',
  },
  'message-too-slow': {
    title: 'Too slow',
    text: 'The message of this app reached the portal too slowly. Look at the connection and scan again.',
  },
  'unsupported-media-type': {
    title: 'Not understood',
    text: 'The portal did not recognise the message of this app. Update the app and scan again. Does it stay like this? Call the helpdesk.',
  },
  'unexpected-answer': {
    title: 'Unexpected answer',
    text: 'The answer of the portal is not right. Nothing was opened. Scan again. Does it stay like this? Call the helpdesk.',
    typed: 'The answer of the portal is not right. Nothing was opened. Type the code again. Does it stay like this? Call the helpdesk.',
  },
  'typed-code-unknown': {
    title: 'This code is not right',
    text: ({ host }) => `The portal at ${host} does not know this code, or no longer does. Check that you copied it well and chose the right portal. A code to log in is valid for one minute: if need be, ask for a new one.`,
  },
  'too-many-codes': {
    title: 'Too many codes tried',
    text: ({ retryAfter }) => `Too many wrong codes were typed. Wait ${retryAfter ? `${retryAfter} seconds` : 'a minute'}, then ask for a new code in the portal and type that.`,
  },
  'pin-change-unsure': {
    title: 'No answer yet',
    text: 'It is not certain yet that your new PIN has arrived. Check your internet connection and try again. If you stop now, try the new PIN first next time, and else the old one.',
  },
  'no-connection': {
    title: 'No connection',
    text: 'The portal cannot be reached. Check your internet connection and try again. Does it stay like this? Call the helpdesk.',
  },
  'portal-failure': {
    title: 'The portal has a fault',
    text: 'The portal cannot answer now. Wait a moment and try again. Does it stay like this? Call the helpdesk.',
  },
  'unknown-portal': {
    title: 'Unknown portal',
    text: ({ host }) => `This app does not work with ${host}. Nothing was sent. Do you not trust the code? Tell your manager or the helpdesk.`,
  },
  'no-identity': {
    title: 'Register first',
    text: 'This phone has not been registered yet. Ask your manager or the helpdesk for a registration QR code and scan that. Nothing was sent.',
    typed: 'This code opens a session, but this phone has not been registered yet. Ask your manager or the helpdesk for a registration code.',
  },
  'inactive-identity': {
    title: 'Another environment',
    text: ({ environment, otherEnvironment }) =>
      `This QR code is of ${otherEnvironment}, but you are using your identity of ${environment}. Nothing was sent. Switch identity and scan again.`,
    typed: ({ environment, otherEnvironment }) =>
      `This code is of ${otherEnvironment}, but you are using your identity of ${environment}. Switch identity and type the code again.`,
  },
  'other-portal': {
    title: 'Another portal',
    text: ({ host, environment }) =>
      `This QR code is of ${host}. Your identity on this phone is of ${environment} and is not valid there. Nothing was sent.`,
    typed: ({ host, environment }) =>
      `This code is of ${host}. Your identity on this phone is of ${environment} and is not valid there.`,
  },
  'pin-needed': {
    title: 'Your PIN first',
    text: 'This is not a registration QR code. Enter your PIN first and scan the code after that. Nothing was sent.',
    typed: 'This is not a registration code. Enter your PIN first and type the code after that.',
  },
  'unknown-kind': {
    title: 'Update the app',
    text: 'This QR code is of a newer kind that this app does not know yet. Close the app, open it again and scan the code once more.',
    typed: 'This code is of a newer kind that this app does not know yet. Close the app, open it again and type the code once more.',
  },
  'storage-silent': {
    title: 'The phone does not answer',
    text: 'The app cannot open the storage of this phone. Nothing was sent. Try again. If that does not help, close the app altogether and open it again.',
  },
  'storage-refused': {
    title: 'The app cannot keep anything',
    text: 'This browser does not let the app keep keys. Often the reason is a private window, or that cookies are blocked. Open the app in an ordinary window. A QR code that you scanned has not been used yet.',
  },
  'storage-full': {
    title: 'This phone is full',
    text: 'There is no room to keep a key. Make room on this phone and try again. The QR code has not been used yet.',
  },
  'keys-not-kept': {
    title: 'The key is not kept',
    text: 'This browser does not give back the key that the app keeps. The QR code has not been used yet. Update your phone and your browser, or open the app in another browser.',
  },
  'keys-lost': {
    title: 'The key is gone',
    text: 'The app can no longer read a key on this phone. You cannot log in with that registration any more. Ask your manager or the helpdesk for a new QR code and scan that.',
  },
  'camera-refused': {
    title: 'No access to the camera',
    text: 'Without a camera the app cannot scan. Allow the camera: tap the sign beside the address of this page, or open the settings of your phone and look for your browser there. Then try again.',
  },
  'camera-missing': {
    title: 'No camera found',
    text: 'There is no camera on this device. Connect one, or use your phone.',
  },
  'camera-busy': {
    title: 'The camera is in use',
    text: 'Another app is using the camera. Close that app and try again.',
  },
  'camera-stopped': {
    title: 'The picture stands still',
    text: 'The camera gives no picture any more. Another app or a call may be using it. Close that app and try again.',
  },
  'unexpected-error': {
    title: 'Something went wrong',
    text: 'The app could not finish this. Open the app again and try once more. Does it stay like this? Call the helpdesk.',
  },
};
