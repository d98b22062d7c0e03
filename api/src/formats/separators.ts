/** Signs that keep files, groups, records and fields apart in old formats (U+001C to U+001F). In a table they say nothing, so the registry may keep cells apart by them. */
export const SEPARATORS = String.fromCharCode(0x1c, 0x1d, 0x1e, 0x1f);

const SEPARATOR = new RegExp(`[${SEPARATORS}]`, 'g');

/** The text with a space for each separator. */
export const withoutSeparators = (text: string): string => text.replace(SEPARATOR, ' ');
