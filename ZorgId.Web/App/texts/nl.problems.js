/** @typedef {import('../portal/problem.js').Details} Details */

export default {
  'session-unknown': {
    title: 'Deze code is niet bekend',
    text: 'Het portaal kent deze QR-code niet, of niet meer. Vraag een nieuwe code en scan die.',
    typed: 'Het portaal kent deze code niet meer. Vraag een nieuwe en typ die.',
  },
  'session-claimed': {
    title: 'Al door een ander gescand',
    text: 'Een andere telefoon was deze QR-code voor. Was u dat niet zelf? Meld het aan uw beheerder of de helpdesk en vraag een nieuwe code.',
    typed: 'Een andere telefoon gebruikte deze code eerder. Was u dat niet zelf? Meld het aan uw beheerder of de helpdesk en vraag een nieuwe code.',
  },
  'session-closed': {
    title: 'De sessie is gesloten',
    text: (/** @type {Details} */ { state }) => ({
      accepted: 'Deze sessie is al geaccepteerd. Kijk op het scherm van het portaal of scan een nieuwe code. Was u dat niet zelf? Meld het meteen aan uw beheerder of de helpdesk.',
      refused: 'Deze sessie is al geweigerd. Scan een nieuwe code om het opnieuw te proberen.',
    })[state ?? ''] ?? 'Het portaal heeft deze sessie gesloten. Er is niets geopend. Scan een nieuwe code om het opnieuw te proberen.',
  },
  'session-expired': {
    title: 'De tijd is om',
    text: 'Deze sessie is verlopen. Scan een nieuwe QR-code op het scherm van het portaal.',
    typed: 'Deze sessie is verlopen. Vraag op het scherm van het portaal een nieuwe code en typ die.',
  },
  'code-expired': {
    title: 'De code is veranderd',
    text: 'De QR-code op het scherm wisselt steeds. Houd de camera voor het scherm en scan de code van nu.',
    typed: 'De code die u typte is niet meer geldig. Vraag op het scherm van het portaal een nieuwe en typ die.',
  },
  'pin-incorrect': {
    title: 'Deze PIN klopt niet',
    text: (/** @type {Details} */ { attemptsLeft = 0 }) => attemptsLeft === 1
      ? 'Deze PIN klopt niet. U heeft nog 1 poging; daarna wordt de PIN geblokkeerd.'
      : `Deze PIN klopt niet. U heeft nog ${attemptsLeft} pogingen.`,
  },
  'pin-blocked': {
    title: 'Uw PIN is geblokkeerd',
    text: 'Er is drie keer een verkeerde PIN ingevoerd, of negen keer op één dag. Vraag uw beheerder of de helpdesk om een nieuwe QR-code. Daarmee kiest u een nieuwe PIN.',
  },
  'phone-blocked': {
    title: 'Deze telefoon is geblokkeerd',
    text: 'Uw beheerder heeft deze telefoon geblokkeerd. Vraag uw beheerder of de helpdesk om te deblokkeren en probeer het daarna opnieuw.',
  },
  'phone-revoked': {
    title: 'Deze telefoon is ingetrokken',
    text: 'Deze registratie is beëindigd en van de telefoon verwijderd. Vraag uw beheerder of de helpdesk om een nieuwe QR-code en scan die.',
  },
  'unknown-phone': {
    title: 'Deze telefoon is niet bekend',
    text: 'Het portaal kent deze telefoon niet. Vraag uw beheerder of de helpdesk om een nieuwe QR-code en scan die.',
  },
  'role-not-allowed': {
    title: 'Geen toegang tot het portaal',
    text: 'Uw rol geeft geen toegang tot het portaal. Denkt u dat dit niet klopt? Vraag het uw beheerder of de helpdesk.',
  },
  'other-account': {
    title: 'Niet met deze telefoon',
    text: 'Deze code is voor een account dat u met deze telefoon niet kunt gebruiken, of niet meer. Vraag uw beheerder of de helpdesk om het na te kijken.',
  },
  'other-network': {
    title: 'Ander netwerk',
    text: 'Deze code kunt u alleen typen op hetzelfde netwerk als de computer die hem toont. Verbind uw telefoon met hetzelfde wifi-netwerk, of scan de QR-code. Vroeg iemand u om een code te typen? Doe dat niet, en meld het aan uw beheerder of de helpdesk.',
  },
  'account-exists': {
    title: 'Al geregistreerd',
    text: 'Deze telefoon is met deze sleutel al geregistreerd. U kunt de app gewoon gebruiken; vraag anders uw beheerder of de helpdesk om een nieuwe QR-code.',
  },
  'phone-of-another': {
    title: 'Deze telefoon is al in gebruik',
    text: (/** @type {Details} */ { owner, role }) => `Deze telefoon is van ${owner}${role ? ` (${role})` : ''}. Laat de nieuwe gebruiker scannen met de eigen telefoon.`,
  },
  'nonce-unusable': {
    title: 'Het duurde te lang',
    text: 'Deze controle is niet meer geldig. Probeer het opnieuw.',
  },
  'wrong-environment': {
    title: 'Andere omgeving',
    text: 'Het portaal hoort bij een andere omgeving dan deze QR-code aangeeft. Scan de code op het scherm van het portaal opnieuw.',
    typed: 'Het portaal hoort bij een andere omgeving dan u koos. Kijk welke omgeving op het scherm staat en typ de code opnieuw.',
  },
  'too-many-requests': {
    title: 'Even wachten',
    text: (/** @type {Details} */ { retryAfter }) => `Er kwamen te veel berichten kort na elkaar. Probeer het over ${retryAfter ? `${retryAfter} seconden` : 'een minuut'} opnieuw.`,
  },
  'malformed-message': {
    title: 'Niet begrepen',
    text: 'Het portaal begreep deze app niet. Werk de app bij en scan opnieuw. Blijft dit zo? Bel de helpdesk.',
  },
  'message-too-large': {
    title: 'Niet begrepen',
    text: 'Het bericht van deze app was te groot voor het portaal. Werk de app bij en scan opnieuw. Blijft dit zo? Bel de helpdesk.',
  },
  'message-too-slow': {
    title: 'Te langzaam',
    text: 'Het bericht van deze app kwam te langzaam bij het portaal aan. Kijk naar de verbinding en scan opnieuw.',
  },
  'unsupported-media-type': {
    title: 'Niet begrepen',
    text: 'Het portaal herkende het bericht van deze app niet. Werk de app bij en scan opnieuw. Blijft dit zo? Bel de helpdesk.',
  },
  'unexpected-answer': {
    title: 'Onverwacht antwoord',
    text: 'Het antwoord van het portaal klopt niet. Er is niets geopend. Scan opnieuw. Blijft dit zo? Bel de helpdesk.',
    typed: 'Het antwoord van het portaal klopt niet. Er is niets geopend. Typ de code opnieuw. Blijft dit zo? Bel de helpdesk.',
  },
  'typed-code-unknown': {
    title: 'Deze code klopt niet',
    text: (/** @type {Details} */ { host }) => `Het portaal op ${host} kent deze code niet, of niet meer. Controleer de code en het gekozen portaal. Een code om in te loggen is één minuut geldig: vraag anders een nieuwe.`,
  },
  'too-many-codes': {
    title: 'Te veel codes geprobeerd',
    text: (/** @type {Details} */ { retryAfter }) => `Er zijn te veel verkeerde codes getypt. Wacht ${retryAfter ? `${retryAfter} seconden` : 'een minuut'}, vraag dan in het portaal een nieuwe code en typ die.`,
  },
  'pin-change-unsure': {
    title: 'Nog geen antwoord',
    text: 'Het is nog niet zeker of uw nieuwe PIN is aangekomen. Controleer uw internetverbinding en probeer het opnieuw. Stopt u nu, probeer dan bij de volgende keer eerst de nieuwe PIN, en anders de oude.',
  },
  'no-connection': {
    title: 'Geen verbinding',
    text: 'Het portaal is niet bereikbaar. Controleer uw internetverbinding en probeer het opnieuw. Blijft dit zo? Bel de helpdesk.',
  },
  'portal-failure': {
    title: 'Storing bij het portaal',
    text: 'Het portaal kan nu niet antwoorden. Wacht even en probeer het opnieuw. Blijft dit zo? Bel de helpdesk.',
  },
  'unknown-portal': {
    title: 'Onbekend portaal',
    text: (/** @type {Details} */ { host }) => `Deze app werkt niet met ${host}. Er is niets verstuurd. Vertrouwt u de code niet? Meld het aan uw beheerder of de helpdesk.`,
  },
  'no-identity': {
    title: 'Eerst registreren',
    text: 'Deze telefoon is nog niet geregistreerd. Vraag uw beheerder of de helpdesk om een QR-code voor registratie en scan die. Er is niets verstuurd.',
    typed: 'Met deze code opent u een sessie, maar deze telefoon is nog niet geregistreerd. Vraag uw beheerder of de helpdesk om een code voor registratie.',
  },
  'inactive-identity': {
    title: 'Andere omgeving',
    text: (/** @type {Details} */ { environment, otherEnvironment }) =>
      `Deze QR-code is van ${otherEnvironment}, maar u gebruikt nu uw identiteit van ${environment}. Er is niets verstuurd. Wissel van identiteit en scan opnieuw.`,
    typed: (/** @type {Details} */ { environment, otherEnvironment }) =>
      `Deze code is van ${otherEnvironment}, maar u gebruikt nu uw identiteit van ${environment}. Wissel van identiteit en typ de code opnieuw.`,
  },
  'other-portal': {
    title: 'Ander portaal',
    text: (/** @type {Details} */ { host, environment }) =>
      `Deze QR-code is van ${host}. Uw identiteit op deze telefoon is van ${environment} en geldt daar niet. Er is niets verstuurd.`,
    typed: (/** @type {Details} */ { host, environment }) =>
      `Deze code is van ${host}. Uw identiteit op deze telefoon is van ${environment} en geldt daar niet.`,
  },
  'pin-needed': {
    title: 'Eerst uw PIN',
    text: 'Dit is geen QR-code voor registratie. Voer eerst uw PIN in en scan de code daarna. Er is niets verstuurd.',
    typed: 'Dit is geen code voor registratie. Voer eerst uw PIN in en typ de code daarna.',
  },
  'unknown-kind': {
    title: 'Werk de app bij',
    text: 'Deze QR-code is van een nieuwere soort die deze app nog niet kent. Sluit de app, open hem opnieuw en scan de code nog een keer.',
    typed: 'Deze code is van een nieuwere soort die deze app nog niet kent. Sluit de app, open hem opnieuw en typ de code nog een keer.',
  },
  'storage-silent': {
    title: 'De telefoon antwoordt niet',
    text: 'De app kan de opslag van deze telefoon niet openen. Er is niets verstuurd. Probeer het opnieuw. Helpt dat niet, sluit de app dan helemaal en open hem opnieuw.',
  },
  'storage-refused': {
    title: 'De app kan niets bewaren',
    text: 'Deze browser laat de app geen sleutels bewaren. Dat komt vaak door een privévenster of doordat cookies geblokkeerd zijn. Open de app in een gewoon venster. Een QR-code die u al scande, is nog niet gebruikt.',
  },
  'storage-full': {
    title: 'Deze telefoon is vol',
    text: 'Er is geen ruimte om een sleutel te bewaren. Maak ruimte vrij op deze telefoon en probeer het opnieuw. De QR-code is nog niet gebruikt.',
  },
  'keys-not-kept': {
    title: 'De sleutel blijft niet bewaard',
    text: 'Deze browser geeft de sleutel niet terug die de app bewaart. De QR-code is nog niet gebruikt. Werk uw telefoon en uw browser bij, of open de app in een andere browser.',
  },
  'keys-lost': {
    title: 'De sleutel is weg',
    text: 'De app kan een sleutel op deze telefoon niet meer lezen. Met die registratie kunt u niet meer inloggen. Vraag uw beheerder of de helpdesk om een nieuwe QR-code en scan die.',
  },
  'camera-refused': {
    title: 'Geen toegang tot de camera',
    text: 'Zonder camera kan de app niet scannen. Sta de camera toe: tik op het teken naast het adres van deze pagina, of open de instellingen van uw telefoon en zoek daar uw browser. Probeer het daarna opnieuw.',
  },
  'camera-missing': {
    title: 'Geen camera gevonden',
    text: 'Op dit apparaat is geen camera te vinden. Sluit er een aan of gebruik uw telefoon.',
  },
  'camera-busy': {
    title: 'De camera is bezet',
    text: 'Een andere app gebruikt de camera. Sluit die app en probeer het opnieuw.',
  },
  'camera-stopped': {
    title: 'Het beeld staat stil',
    text: 'De camera geeft geen beeld meer. Misschien gebruikt een andere app of een gesprek de camera. Sluit die app en probeer het opnieuw.',
  },
  'unexpected-error': {
    title: 'Er ging iets mis',
    text: 'De app kon dit niet afmaken. Open de app opnieuw en probeer het nog een keer. Blijft dit zo? Bel de helpdesk.',
  },
};
