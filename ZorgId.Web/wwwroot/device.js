// The smallest iPad measures 744; the largest iPhone less.
const smallestTablet = 700;

/**
 * An iPad, and an iPhone that asks for desktop pages, call themselves a Mac. No Mac has a touch screen. The phone app asks this too.
 */
export function findTouchDevice() {
    if (navigator.maxTouchPoints < 2) return null;
    return Math.min(screen.width, screen.height) < smallestTablet ? 'iPhone' : 'iPad';
}
