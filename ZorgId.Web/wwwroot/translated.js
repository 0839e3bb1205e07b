// Browsers that translate a page put <font> elements in place of text nodes. Blazor goes on writing to the nodes that it
// made: a status would stand still, and taking such a node away would end the circuit. Each node comes back, empty, before
// its translation, which goes when the node is written to.
const covered = new Map(); // A text node of Blazor's: its translation, and what it said.

function cover(text, translation) {
    covered.set(text, { translation, said: text.data });
    text.data = '';
    translation.before(text);
}

function uncover(text) {
    covered.get(text).translation.remove();
    covered.delete(text);
}

function follow(records) {
    const fonts = new Set(records.flatMap(record => [...record.addedNodes]).filter(node => node.nodeName === 'FONT'));
    for (const { addedNodes, removedNodes, previousSibling, nextSibling } of records) {
        for (const text of [...removedNodes].filter(node => node.nodeType === Node.TEXT_NODE && !node.isConnected)) {
            const translation = [...addedNodes, previousSibling, nextSibling].find(node => fonts.has(node) && node.isConnected);
            fonts.delete(translation);
            // An empty node that was translated once more has its translation already.
            if (translation && covered.has(text))
                translation.replaceWith(text);
            else if (translation)
                cover(text, translation);
        }
    }
    for (const [text, { translation, said }] of covered) {
        if (text.data !== '' || !text.isConnected) {
            uncover(text);
        } else if (!translation.isConnected) {
            // The original was asked for.
            text.data = said;
            covered.delete(text);
        }
    }
    observer.takeRecords();
}

const observer = new MutationObserver(follow);
observer.observe(document.body, { subtree: true, childList: true, characterData: true });
