/** @type {typeof import('./nl.js').default} */
export default {
  otherLanguage: 'Nederlands',
  offline: 'No connection to the portal. Without internet you cannot open anything.',
  phone: (number) => `Phone ${number}`,

  device: { name: 'Phone', platform: 'Unknown' },
  environments: { productie: 'Production', acceptatie: 'Acceptance' },
  roles: {
    Signer: 'Healthcare professional (Signer)',
    Registrar: 'Manager (Registrar)',
    Administrator: 'Administrator (Administrator)',
  },

  buttons: {
    done: 'Done',
    back: 'Back',
    cancel: 'Cancel',
    continue: 'Continue',
    stayHere: 'Go on here anyway',
    retry: 'Try again',
    scan: 'Scan QR',
    type: 'Type the code',
    cannotScan: 'I cannot scan',
    enterPin: 'Enter your PIN',
    switchIdentity: 'Switch identity',
  },

  pin: {
    wipe: 'Delete',
    pad: 'Digits',
    typed: (count, of) => `${count} of ${of} digits entered`,
    checking: 'Checking your PIN…',
    chooseTitle: 'Choose a PIN',
    chooseIntro: 'Five digits that only you know. Not five the same, and no run such as 12345 or 98765.',
    repeatTitle: 'Repeat your PIN',
    repeatIntro: 'Enter the same five digits once more.',
    weak: 'This PIN is too easy to guess. Do not use five equal digits or a run.',
    unequal: 'The two PINs are not the same. Choose your PIN again.',
    enterTitle: 'Enter your PIN',
    forgot: 'Forgot your PIN?',
  },

  forgot: {
    title: 'Forgot your PIN?',
    text: 'Your PIN is not stored anywhere and cannot be looked up. Ask your manager for a new QR code. After scanning it you choose a new PIN.',
  },

  home: {
    title: 'Scan',
    text: 'Scan the QR code on the screen of the portal.',
    newPhone: 'Scan the QR code that your manager shows you. It registers this phone.',
    identity: 'Your identity',
    noIdentity: 'This phone has not been registered yet.',
    others: 'Other identities',
    use: (environment) => `Switch to ${environment}`,
  },

  scan: {
    title: 'Scan QR',
    aim: 'Hold the camera in front of the QR code.',
    opening: 'Opening the camera…',
    notZorgId: 'This is not a ZORG-ID QR code. Look for the code on the screen of the portal.',
  },

  typed: {
    title: 'Type the code',
    text: 'Choose ‘I cannot scan’ on the screen of the portal. Type the ten characters that stand there.',
    where: 'Which portal shows the code?',
    label: 'Code',
    count: (count) => `A code has ten characters. You typed ${count}.`,
    strange: 'A code has digits and letters only, and no letter U. Look at the screen once more.',
  },

  settings: {
    title: 'Settings',
    text: 'What you can arrange on this phone yourself.',
    changePin: 'Change PIN',
    leave: 'Sign this phone off',
  },

  changePin: {
    title: 'Enter your current PIN',
    intro: 'After that you choose a new one.',
    same: 'This is your current PIN. Choose another one.',
    changed: 'Your PIN has been changed',
    changedText: 'Use your new PIN from now on. Share it with no one.',
    unchanged: 'Your PIN has not been changed',
    unchangedText: 'The portal did not receive the change. Your current PIN still holds. Choose Change PIN to try again.',
    eitherHolds: 'You were changing your PIN. Try the new one first. If it is not right, the old one still holds.',
  },

  leave: {
    title: 'Sign this phone off?',
    text: (environment) => `You can then no longer log in to ${environment} with it, and what you have open in the portal is closed. This cannot be undone: only with a new QR code of your manager can you register a phone again.`,
    confirm: 'Sign off',
    pin: (environment) => `With your PIN you sign this phone off from ${environment}.`,
    done: 'This phone has been signed off',
    doneText: 'The key no longer works and was removed from this phone. Do you want to log in again? Ask your manager for a new QR code.',
  },

  camera: {
    title: 'The app needs your camera',
    text: 'With the camera the app reads the QR code on the screen of the portal. Nothing is recorded and no picture leaves your phone. Your phone will ask whether it may: choose Allow.',
  },

  install: {
    title: 'Open the app on your home screen',
    text: 'The app on your home screen does not know a registration made in Safari. Tap the share button, choose Add to Home Screen, open the app there and scan the QR code.',
  },

  wait: {
    title: 'One moment',
    claim: 'Fetching the details of the session.',
    accept: 'Sending your acceptance.',
    refuse: 'Sending your refusal.',
    portals: 'Looking up the portals.',
    typed: 'Looking up the code.',
    changePin: 'Sending your new PIN.',
  },

  consent: {
    title: 'Open session',
    login: (portal) => `Log in to ${portal}`,
    enrollment: (portal) => `Register this phone with ${portal}`,
    link: (portal) => `Add a membership in ${portal}`,
    environment: 'Environment',
    subject: 'For',
    requester: 'On',
    noAddress: 'address unknown',
    address: 'Portal',
    code: 'Check digits',
    compare: 'Does the screen of the portal show these digits too? If not, choose Refuse.',
    accept: 'Accept',
    refuse: 'Refuse',
  },

  end: {
    accepted: 'Accepted',
    login: 'Go back to the portal and choose Log in.',
    link: 'The membership has been added to your account.',
    registered: 'You are registered',
    registeredText: 'This phone is yours now. Keep it safe and share your PIN with no one.',
    refused: 'Refused',
    refusedText: 'Nothing was opened. Did you not ask for this code yourself? Then tell your manager.',
  },

  link: {
    title: 'Scan the code yourself',
    text: 'You opened a link. A session is opened only by scanning the QR code on the screen of the portal. Nothing was sent.',
  },
};
