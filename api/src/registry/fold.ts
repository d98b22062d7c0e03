/** A unit in brackets says how a column is measured, not what it is: "Chiều cao cột (m)". */
const UNIT = /[([]\s*(?:m|m2|m²|km|w|kw|độ|mét|vn[dđ]|đồng|người|(?:đồng|vn[dđ])\/tháng)\s*[)\]]/giu;

/** Text as people mean it: without case, diacritics, punctuation, units in brackets and double spaces. Applying it twice changes nothing. */
export const fold = (text: string): string =>
  text
    .normalize('NFC')
    .replace(UNIT, ' ')
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
