export default {
  otherLanguage: 'English',
  offline: 'Geen verbinding met het portaal. Zonder internet kunt u niets openen.',
  phone: (/** @type {string} */ number) => `Telefoon ${number}`,

  device: { name: 'Telefoon', platform: 'Onbekend' },
  environments: { productie: 'Productie', acceptatie: 'Acceptatie' },
  roles: {
    Signer: 'Zorgmedewerker (Signer)',
    Registrar: 'Beheerder (Registrar)',
    Administrator: 'Administrator (Administrator)',
  },

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
    chooseIntro: 'Vijf cijfers die alleen u kent. Niet vijf dezelfde en geen reeks zoals 12345 of 98765.',
    repeatTitle: 'Herhaal uw PIN',
    repeatIntro: 'Voer dezelfde vijf cijfers nog een keer in.',
    weak: 'Deze PIN is te makkelijk te raden. Kies geen vijf dezelfde cijfers en geen reeks.',
    unequal: 'De twee PIN’s zijn niet gelijk. Kies uw PIN opnieuw.',
    enterTitle: 'Voer uw PIN in',
    forgot: 'PIN vergeten?',
  },

  forgot: {
    title: 'PIN vergeten?',
    text: 'Uw PIN staat nergens opgeslagen en kan niet worden opgezocht. Vraag uw beheerder om een nieuwe QR-code. Na het scannen kiest u een nieuwe PIN.',
  },

  home: {
    title: 'Scan',
    text: 'Scan de QR-code die op het scherm van het portaal staat.',
    newPhone: 'Scan de QR-code die uw beheerder u laat zien. Daarmee registreert u deze telefoon.',
    identity: 'Uw identiteit',
    noIdentity: 'Deze telefoon is nog niet geregistreerd.',
    others: 'Andere identiteiten',
    use: (/** @type {string} */ environment) => `Wisselen naar ${environment}`,
  },

  scan: {
    title: 'Scan QR',
    aim: 'Houd de camera voor de QR-code.',
    opening: 'De camera wordt geopend…',
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
    text: (/** @type {string} */ environment) => `U kunt hiermee dan niet meer inloggen bij ${environment}, en wat u in het portaal open heeft wordt gesloten. Terugdraaien kan niet: alleen met een nieuwe QR-code van uw beheerder kunt u weer een telefoon registreren.`,
    confirm: 'Afmelden',
    pin: (/** @type {string} */ environment) => `Met uw PIN meldt u deze telefoon af bij ${environment}.`,
    done: 'Deze telefoon is afgemeld',
    doneText: 'De sleutel werkt niet meer en is van deze telefoon verwijderd. Wilt u weer inloggen? Vraag uw beheerder om een nieuwe QR-code.',
  },

  camera: {
    title: 'De app heeft uw camera nodig',
    text: 'Met de camera leest de app de QR-code op het scherm van het portaal. Er wordt niets opgenomen en geen beeld verlaat uw telefoon. Uw telefoon vraagt zo of het mag: kies Toestaan.',
  },

  install: {
    title: 'Open de app op uw beginscherm',
    text: 'De app op uw beginscherm kent een registratie in Safari niet. Tik op de deelknop, kies Zet op beginscherm, open de app daar en scan de QR-code.',
  },

  wait: {
    title: 'Een ogenblik',
    claim: 'De gegevens van de sessie worden opgehaald.',
    accept: 'Uw akkoord wordt verstuurd.',
    refuse: 'Uw weigering wordt verstuurd.',
    portals: 'De portalen worden opgezocht.',
    typed: 'De code wordt opgezocht.',
    changePin: 'Uw nieuwe PIN wordt verstuurd.',
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
    refusedText: 'Er is niets geopend. Had u deze code niet zelf opgevraagd? Meld het dan aan uw beheerder.',
  },

  link: {
    title: 'Scan de code zelf',
    text: 'U opende een link. Een sessie opent u alleen door de QR-code op het scherm van het portaal te scannen. Er is niets verstuurd.',
  },
};
