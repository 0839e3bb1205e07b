// Reloads a page that could not be shown, as soon as the server can show it. A background request finds that out, because a reload that
// fails would show the browser's own error page.
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
