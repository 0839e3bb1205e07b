// The shorter side of the screen has at least 744 CSS pixels on an iPad, and fewer than 700 on an iPhone.
const smallestTablet = 700;

/**
 * An iPad, and an iPhone that requests desktop pages, identify themselves as a Mac, but no Mac has a touch screen. The phone app uses this
 * function too.
 */
export function findTouchDevice() {
    if (navigator.maxTouchPoints < 2) return null;
    return Math.min(screen.width, screen.height) < smallestTablet ? 'iPhone' : 'iPad';
}
