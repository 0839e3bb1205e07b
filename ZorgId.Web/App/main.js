import { arrive } from './journeys/arrive.js';
import { open } from './journeys/open.js';
import { registeredIdentities } from './phone/identities.js';
import { keepForOffline, keepStorage, watchInstallOffer } from './phone/install.js';
import { lockWhenHidden } from './phone/lock.js';
import { refreshHelpdesk } from './portal/helpdesk.js';
import { Problem } from './portal/problem.js';
import { problemScreen } from './screens/problem.js';
import { watchConnection } from './ui/connection.js';
import { fillHeader } from './ui/header.js';
import { begin } from './ui/stage.js';

/** @param {import('./ui/stage.js').Journey} journey */
const start = (journey) => begin(journey, (error) => async (ask) => {
  console.error(error);
  await ask(problemScreen(error instanceof Problem ? error : new Problem('unexpected-error')));
  await open(ask);
});

/** The fragment may contain a secret, so it is removed from the address and the history before anything else happens. */
function takeFragment() {
  const fragment = location.hash;
  if (fragment) history.replaceState(null, '', location.pathname + location.search);
  return fragment;
}

const fragment = takeFragment();
watchInstallOffer();
fillHeader();
watchConnection();
lockWhenHidden(() => start(open));
addEventListener('hashchange', () => {
  const arrived = takeFragment();
  if (arrived) start(arrive(arrived));
});
start(fragment ? arrive(fragment) : open);
keepForOffline();
refreshHelpdesk();
// The journey reports an error of the storage, so it is ignored here.
registeredIdentities().then(({ length }) => length > 0 && keepStorage(), () => {});
