/** The text of the first QR code in a frame; throws where there is none. */
export declare function decodeQR(
  frame: { width: number; height: number; data: Uint8ClampedArray },
): string;
