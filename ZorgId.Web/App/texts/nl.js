export default {
  otherLanguage: 'English',
  offline: 'Geen verbinding met het portaal. Zonder internet kunt u niets openen.',
  phone: (/** @type {string} */ number) => `Telefoon ${number}`,

  device: { name: 'Telefoon', platform: 'Onbekend' },
  environments: { productie: 'Productie', acceptatie: 'Acceptatie' },
  functions: { Signer: 'Zorgmedewerker', Registrar: 'Beheerder', Administrator: 'Administrator' },

  buttons: {
    done: 'Klaar',
    back: 'Terug',
    cancel: 'Annuleren',
    continue: 'Verder',
    stayHere: 'Toch hier verder',
    retry: 'Opnieuw proberen',
    scan: 'Scan QR',
    type: 'Code typen',
    cannotScan: 'Ik kan niet scannen',
    enterPin: 'Voer uw PIN in',
    switchIdentity: 'Wisselen van identiteit',
  },

  pin: {
    wipe: 'Wissen',
    pad: 'Cijfers',
    typed: (/** @type {number} */ count, /** @type {number} */ of) => `${count} van ${of} cijfers ingevuld`,
    checking: 'Uw PIN wordt gecontroleerd…',
    chooseTitle: 'Kies een PIN',
    welcome: 'Met deze app laat u zien wie u bent. U wordt geregistreerd door uw beheerder.',
    lost: 'De app is opnieuw geopend. De PIN die u koos, is niet bewaard. Kies opnieuw een PIN.',
    chooseIntro: 'Vijf cijfers die alleen u kent. Niet vijf dezelfde en geen reeks zoals 12345 of 98765.',
    repeatTitle: 'Herhaal uw PIN',
    repeatIntro: 'Voer dezelfde vijf cijfers nog een keer in.',
    weak: 'Deze PIN is te makkelijk te raden. Kies geen vijf dezelfde cijfers en geen reeks.',
    unequal: 'De twee PIN’s zijn niet gelijk. Kies uw PIN opnieuw.',
    enterTitle: 'Voer uw PIN in',
    forgot: 'PIN vergeten?',
    blocked: 'Uw PIN is geblokkeerd. Heeft uw beheerder hem gedeblokkeerd? Dan kunt u het opnieuw proberen.',
  },

  forgot: {
    title: 'PIN vergeten?',
    text: 'Uw PIN staat nergens opgeslagen en kan niet worden opgezocht. Vraag uw beheerder of de helpdesk om een nieuwe QR-code. Na het scannen kiest u een nieuwe PIN.',
  },

  home: {
    title: 'Scan',
    text: 'Scan de QR-code die op het scherm van het portaal staat.',
    ready: 'ZORG-ID staat klaar',
    purpose: 'Met ZORG-ID laat u zien wie u bent als een systeem in de zorg daarom vraagt. U hoeft nu niets te doen.',
    whenToScan: 'Scan alleen een QR-code die uw beheerder u laat zien of waar u zelf om vroeg. Het portaal is alleen voor beheerders.',
    newPhone: 'Scan de QR-code die uw beheerder u laat zien. Daarmee registreert u deze telefoon.',
    identity: 'Uw identiteit',
    noIdentity: 'Deze telefoon is nog niet geregistreerd.',
    wrongPins: (/** @type {number} */ count, /** @type {Date} */ last) => `Sinds u de app de vorige keer opende, is ${count} keer een verkeerde PIN ingevoerd, het laatst op ${last.toLocaleString('nl', { dateStyle: 'long', timeStyle: 'short' })}. Was u dat niet? Meld het aan uw beheerder of de helpdesk.`,
    others: 'Andere identiteiten',
    use: (/** @type {string} */ environment) => `Wisselen naar ${environment}`,
  },

  scan: {
    title: 'Scan QR',
    aim: 'Houd de camera voor de QR-code.',
    opening: 'De camera wordt geopend…',
    otherCamera: 'Andere camera',
    camera: (/** @type {number} */ number, /** @type {number} */ of) => `Camera ${number} van ${of}. Houd de camera voor de QR-code.`,
    torch: 'Lamp',
    notZorgId: 'Dit is geen QR-code van ZORG-ID. Zoek de code op het scherm van het portaal.',
  },

  typed: {
    title: 'Code typen',
    text: 'Kies op het scherm van het portaal voor ‘Ik kan niet scannen’. Typ hier de tien tekens die daar staan.',
    where: 'In welk portaal staat de code?',
    label: 'Code',
    count: (/** @type {number} */ count) => `Een code heeft tien tekens. U typte er ${count}.`,
    strange: 'In een code staan alleen cijfers en letters, en geen letter U. Kijk nog een keer op het scherm.',
  },

  settings: {
    title: 'Instellingen',
    text: 'Wat u op deze telefoon zelf kunt regelen.',
    changePin: 'PIN wijzigen',
    leave: 'Deze telefoon afmelden',
  },

  changePin: {
    title: 'Voer uw huidige PIN in',
    intro: 'Daarna kiest u een nieuwe.',
    same: 'Dit is uw huidige PIN. Kies een andere.',
    changed: 'Uw PIN is gewijzigd',
    changedText: 'Gebruik vanaf nu uw nieuwe PIN. Deel hem met niemand.',
    unchanged: 'Uw PIN is niet gewijzigd',
    unchangedText: 'Het portaal heeft de wijziging niet ontvangen. Uw huidige PIN geldt nog. Kies PIN wijzigen om het opnieuw te proberen.',
    eitherHolds: 'U was bezig uw PIN te wijzigen. Probeer eerst de nieuwe. Klopt die niet, dan geldt de oude nog.',
  },

  leave: {
    title: 'Deze telefoon afmelden?',
    text: (/** @type {string} */ environment) => `U kunt hiermee dan niet meer inloggen bij ${environment}, en wat u in het portaal open heeft wordt gesloten. Terugdraaien kan niet: alleen met een nieuwe QR-code van uw beheerder of de helpdesk kunt u weer een telefoon registreren.`,
    confirm: 'Afmelden',
    pin: (/** @type {string} */ environment) => `Met uw PIN meldt u deze telefoon af bij ${environment}.`,
    done: 'Deze telefoon is afgemeld',
    doneText: 'De sleutel werkt niet meer en is van deze telefoon verwijderd. Wilt u weer inloggen? Vraag uw beheerder of de helpdesk om een nieuwe QR-code.',
  },

  camera: {
    title: 'De app heeft uw camera nodig',
    text: 'Met de camera leest de app de QR-code op het scherm van het portaal. Er wordt niets opgenomen en geen beeld verlaat uw telefoon. Uw telefoon vraagt zo of het mag: kies Toestaan.',
  },

  install: {
    title: 'Open de app op uw beginscherm',
    text: 'De app op uw beginscherm kent een registratie in deze browser niet. Doe daarom eerst dit:',
    share: 'Tik op de deelknop. Ziet u hem niet? Tik dan eerst op de drie puntjes.',
    add: 'Kies Zet op beginscherm.',
    open: 'Open ZORG-ID op uw beginscherm en scan daar de QR-code.',
    keep: 'Zet de app op uw beginscherm',
    keepText: 'Zo vindt u de app altijd terug.',
    ask: 'Op beginscherm zetten',
    menu: 'Open het menu van uw browser (de drie puntjes) en kies Toevoegen aan startscherm of App installeren.',
    elsewhere: 'Gebruik de app op uw telefoon',
    elsewhereText: 'Richt de camera van uw telefoon op de QR-code van uw beheerder, of open op uw telefoon dit adres:',
  },

  wait: {
    title: 'Een ogenblik',
    claim: 'De gegevens van de sessie worden opgehaald.',
    accept: 'Uw akkoord wordt verstuurd.',
    refuse: 'Uw weigering wordt verstuurd.',
    portals: 'De portalen worden opgezocht.',
    typed: 'De code wordt opgezocht.',
    changePin: 'Uw nieuwe PIN wordt verstuurd.',
    storage: 'De app maakt een sleutel voor deze telefoon.',
  },

  consent: {
    title: 'Sessie openen',
    login: (/** @type {string} */ portal) => `Inloggen bij ${portal}`,
    enrollment: (/** @type {string} */ portal) => `Deze telefoon registreren bij ${portal}`,
    link: (/** @type {string} */ portal) => `Een koppeling toevoegen in ${portal}`,
    environment: 'Omgeving',
    subject: 'Voor',
    requester: 'Op',
    noAddress: 'adres onbekend',
    address: 'Portaal',
    code: 'Controlecijfers',
    compare: 'Staan deze cijfers ook op het scherm van het portaal? Zo niet, kies dan Weigeren.',
    typed: 'U typte een code. Niemand mag u daar ooit om vragen, ook de helpdesk niet. Vroeg iemand u erom, of ziet u die code niet op het scherm voor u? Kies dan Weigeren.',
    accept: 'Accepteren',
    refuse: 'Weigeren',
  },

  end: {
    accepted: 'Geaccepteerd',
    login: 'Ga terug naar het portaal en kies Inloggen.',
    link: 'De koppeling is toegevoegd aan uw account.',
    registered: 'U bent geregistreerd',
    registeredText: 'Deze telefoon is nu van u. Bewaar hem goed en deel uw PIN met niemand.',
    refused: 'Geweigerd',
    refusedText: 'Er is niets geopend. Had u deze code niet zelf opgevraagd? Meld het dan aan uw beheerder of de helpdesk.',
  },

  link: {
    title: 'Scan de code zelf',
    text: 'U opende een link. Een sessie opent u alleen door de QR-code op het scherm van het portaal te scannen. Er is niets verstuurd. Kies Scan QR en richt de camera nog een keer op het scherm.',
  },
};
