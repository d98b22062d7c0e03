/**
 * How a Vietnamese syllable is spelled: initial, one to three vowels, final; at most one tone. Letters as they are once the tone is
 * taken off. Rules that every word of the language keeps and text read in a wrong encoding hardly ever does.
 */
const SYLLABLE =
  /^(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu?|r|s|th?|tr|v|x)?(?:[aăâeêioôơuưy]|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iêu|iu|oa|oai|oao|oay|oă|oe|oeo|oi|oo|ôi|ơi|ua|uâ|uây|uê|ui|uô|uôi|uơ|uy|uya|uyê|uyu|ưa|ưi|ươ|ươi|ươu|ưu|yê|yêu|ya)(?:ch?|m|ng?|nh|p|t)?$/;
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

export function isSyllable(word: string): boolean {
  const parts = word.toLowerCase().normalize('NFD');
  const tones = parts.match(TONES)?.length ?? 0;
  return tones <= 1 && SYLLABLE.test(parts.replace(TONES, '').normalize('NFC'));
}

/** Anything beyond ASCII that is no space, dash, quote or sign of measure counts as part of a word, as broken text is full of it. */
const WORD = /[\p{L}\p{M}\u00a1-\u00af\u00b1-\u00bf\u00d7\u00f7]+/gu;
const BEYOND_ASCII = /[^\0-\x7f]/;

/** Different words with letters beyond ASCII, at most `most`. */
export function markedWords(texts: Iterable<string>, most = 400): string[] {
  const words = new Set<string>();
  for (const text of texts) {
    if (!BEYOND_ASCII.test(text)) continue;
    for (const [word] of text.matchAll(WORD)) if (BEYOND_ASCII.test(word)) words.add(word);
    if (words.size >= most) break;
  }
  return [...words];
}

/** Share of words, as `convert` reads them, that are Vietnamese syllables. */
export const vietnameseShare = (words: string[], convert: (word: string) => string): number =>
  words.reduce((sum, word) => sum + (isSyllable(convert(word)) ? 1 : 0), 0) / Math.max(words.length, 1);
