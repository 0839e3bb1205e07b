/** @type {typeof import('./nl.js').default} */
export default {
  otherLanguage: 'Nederlands',
  offline: 'No connection to the portal. Without internet you cannot open anything.',
  phone: (number) => `Phone ${number}`,

  device: { name: 'Phone', platform: 'Unknown' },
  environments: { productie: 'Production', acceptatie: 'Acceptance' },
  functions: { Signer: 'Healthcare professional', Registrar: 'Manager', Administrator: 'Administrator' },

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
    welcome: 'With this app you show who you are. Your manager registers you.',
    lost: 'The app was opened again. The PIN that you chose was not kept. Choose a PIN again.',
    chooseIntro: 'Five digits that only you know. Not five the same, and no run such as 12345 or 98765.',
    repeatTitle: 'Repeat your PIN',
    repeatIntro: 'Enter the same five digits once more.',
    weak: 'This PIN is too easy to guess. Do not use five equal digits or a run.',
    unequal: 'The two PINs are not the same. Choose your PIN again.',
    enterTitle: 'Enter your PIN',
    forgot: 'Forgot your PIN?',
    blocked: 'Your PIN is blocked. Has your manager unblocked it? Then you can try again.',
  },

  forgot: {
    title: 'Forgot your PIN?',
    text: 'Your PIN is not stored anywhere and cannot be looked up. Ask your manager or the helpdesk for a new QR code. After scanning it you choose a new PIN.',
  },

  home: {
    title: 'Scan',
    text: 'Scan the QR code on the screen of the portal.',
    ready: 'ZORG-ID is ready',
    purpose: 'With ZORG-ID you show who you are when a system in healthcare asks for it. You need not do anything now.',
    whenToScan: 'Only scan a QR code that your manager shows you, or that you asked for yourself. The portal is for managers only.',
    newPhone: 'Scan the QR code that your manager shows you. It registers this phone.',
    identity: 'Your identity',
    noIdentity: 'This phone has not been registered yet.',
    wrongPins: (/** @type {number} */ count, /** @type {Date} */ last) => `Since you last opened the app, a wrong PIN was entered ${count === 1 ? 'once' : `${count} times`}, the last time on ${last.toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' })}. Was that not you? Tell your manager or the helpdesk.`,
    others: 'Other identities',
    use: (environment) => `Switch to ${environment}`,
  },

  scan: {
    title: 'Scan QR',
    aim: 'Hold the camera in front of the QR code.',
    opening: 'Opening the camera…',
    otherCamera: 'Other camera',
    camera: (number, of) => `Camera ${number} of ${of}. Hold the camera in front of the QR code.`,
    torch: 'Light',
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
    text: (environment) => `You can then no longer log in to ${environment} with it, and what you have open in the portal is closed. This cannot be undone: only with a new QR code of your manager or the helpdesk can you register a phone again.`,
    confirm: 'Sign off',
    pin: (environment) => `With your PIN you sign this phone off from ${environment}.`,
    done: 'This phone has been signed off',
    doneText: 'The key no longer works and was removed from this phone. Do you want to log in again? Ask your manager or the helpdesk for a new QR code.',
  },

  camera: {
    title: 'The app needs your camera',
    text: 'With the camera the app reads the QR code on the screen of the portal. Nothing is recorded and no picture leaves your phone. Your phone will ask whether it may: choose Allow.',
  },

  install: {
    title: 'Open the app on your home screen',
    text: 'The app on your home screen does not know a registration made in this browser. So do this first:',
    share: 'Tap the share button. Do you not see it? Then tap the three dots first.',
    add: 'Choose Add to Home Screen.',
    open: 'Open ZORG-ID on your home screen and scan the QR code there.',
    keep: 'Put the app on your home screen',
    keepText: 'Then you can always find it again.',
    ask: 'Put on home screen',
    menu: 'Open the menu of your browser (the three dots) and choose Add to Home screen or Install app.',
    elsewhere: 'Use the app on your phone',
    elsewhereText: 'Point the camera of your phone at the QR code of your manager, or open this address on your phone:',
  },

  wait: {
    title: 'One moment',
    claim: 'Fetching the details of the session.',
    accept: 'Sending your acceptance.',
    refuse: 'Sending your refusal.',
    portals: 'Looking up the portals.',
    typed: 'Looking up the code.',
    changePin: 'Sending your new PIN.',
    storage: 'The app is making a key for this phone.',
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
    typed: 'You typed a code. Nobody may ever ask you for that, not even the helpdesk. Did somebody ask, or is that code not on the screen in front of you? Then choose Refuse.',
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
    refusedText: 'Nothing was opened. Did you not ask for this code yourself? Then tell your manager or the helpdesk.',
  },

  link: {
    title: 'Scan the code yourself',
    text: 'You opened a link. A session is opened only by scanning the QR code on the screen of the portal. Nothing was sent. Choose Scan QR and point the camera at the screen once more.',
  },
};
