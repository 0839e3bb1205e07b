// A page that could not be made comes by itself once it can: it is asked for out of sight first, so that no error of the browser's takes its place.
import { isServerThere } from './server.js';

const rhythm = 3000;
const answerWithin = 15_000;

async function tryAgain() {
    if (await isServerThere(answerWithin))
        location.reload();
    else
        setTimeout(tryAgain, rhythm);
}

setTimeout(tryAgain, rhythm);
