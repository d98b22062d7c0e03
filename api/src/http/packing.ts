/** How answers are packed for the line, which is slower than the quickest level of gzip; the web's own files were packed when it was built. */
export const PACKING = { level: 1 };
/** Shorter ones go in a packet or two anyway. */
export const PACKED_FROM_BYTES = 2048;
