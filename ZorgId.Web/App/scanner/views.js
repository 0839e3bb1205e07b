/** @typedef {import('./frameSource.js').Frame} Frame */

/**
 * Exchanges left and right, pixel by pixel.
 * @param {Frame} frame
 * @returns {Frame}
 */
export function mirrored({ width, height, data }) {
  const pixels = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const turned = new Uint32Array(pixels.length);
  for (let row = 0; row < height; row += 1) {
    turned.set(pixels.slice(row * width, (row + 1) * width).reverse(), row * width);
  }
  return { width, height, data: new Uint8ClampedArray(turned.buffer) };
}

/**
 * Exchanges light and dark.
 * @param {Frame} frame
 * @returns {Frame}
 */
export function inverted({ width, height, data }) {
  const turned = new Uint8ClampedArray(data.length);
  for (let i = 0; i < data.length; i += 1) turned[i] = i % 4 === 3 ? data[i] : 255 - data[i];
  return { width, height, data: turned };
}
