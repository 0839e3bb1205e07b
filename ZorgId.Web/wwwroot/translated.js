// Browsers that translate a page replace text nodes by <font> elements, but Blazor still writes to the nodes that it created. A status
// would never change, and removing such a node would end the circuit. So each node is put back, empty, before its translation, and the
// translation is removed when Blazor writes to the node.
const covered = new Map(); // It maps a text node of Blazor to its translation and its original text.

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
            // A node that was put back has a translation already, so the new one is discarded.
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
            // The user has asked for the original text again.
            text.data = said;
            covered.delete(text);
        }
    }
    observer.takeRecords();
}

const observer = new MutationObserver(follow);
observer.observe(document.body, { subtree: true, childList: true, characterData: true });
