/** Scrolls no further than needed, and not at all where the row is in the window. */
export const revealMarked = () => document.querySelector('.z-marked')?.scrollIntoView({ block: 'nearest' });
