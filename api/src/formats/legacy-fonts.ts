/**
 * TCVN3, the "ABC" fonts (.VnTime): one byte for each letter, TCVN 5712:1993 annex VN3. Shown here as the Latin-1 signs the bytes
 * look like without the font. Capitals with tone marks have a font of their own (.VnTimeH) and the same bytes as small ones.
 */
const TCVN3_SIGNS = '¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ';
const TCVN3_LETTERS = 'ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ';
const TCVN3 = new Map([...TCVN3_SIGNS].map((sign, at) => [sign, [...TCVN3_LETTERS][at]!]));
const TCVN3_WORD = /[A-Za-z\u00a1-\u00fe]+/g;
const CAPITALS = /[A-Z]/g;

/** @param text read as Latin-1. */
export function fromTcvn3(text: string): string {
  return text.replace(TCVN3_WORD, (word) => {
    const converted = word.replace(/[\u00a1-\u00fe]/g, (sign) => TCVN3.get(sign) ?? sign);
    const capitals = word.match(CAPITALS)?.length ?? 0;
    // "VÜNH" is VĨNH in the font of capitals.
    return capitals >= 2 && !/[a-z]/.test(word) ? converted.toUpperCase() : converted;
  });
}

/** VNI for Windows: a plain letter and a sign after it that stands for the marks, in the order of their Unicode combining signs. */
const [GRAVE, ACUTE, CIRCUMFLEX, TILDE, BREVE, HOOK, DOT] = ['\u0300', '\u0301', '\u0302', '\u0303', '\u0306', '\u0309', '\u0323'];
const VNI_MARKS: Record<string, string> = {
  ù: ACUTE!,
  ø: GRAVE!,
  û: HOOK!,
  õ: TILDE!,
  ï: DOT!,
  â: CIRCUMFLEX!,
  á: CIRCUMFLEX! + ACUTE!,
  à: CIRCUMFLEX! + GRAVE!,
  å: CIRCUMFLEX! + HOOK!,
  ã: CIRCUMFLEX! + TILDE!,
  ä: CIRCUMFLEX! + DOT!,
  ê: BREVE!,
  é: BREVE! + ACUTE!,
  è: BREVE! + GRAVE!,
  ú: BREVE! + HOOK!,
  ü: BREVE! + TILDE!,
  ë: BREVE! + DOT!,
};
const VNI_LETTERS: Record<string, string> = { ô: 'ơ', ö: 'ư', ñ: 'đ', í: 'í', ì: 'ì', æ: 'ỉ', ó: 'ĩ', ò: 'ị', î: 'ỵ' };
const VNI_SIGNS = /([AEOUYaeouyÔÖôö])([ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË])|[ôöñíìæóòîÔÖÑÍÌÆÓÒÎ]/g;

/** @param text read as Latin-1. */
export const fromVni = (text: string): string =>
  text.replace(VNI_SIGNS, (sign: string, letter?: string, mark?: string) =>
    letter === undefined ? single(sign) : (single(letter) + VNI_MARKS[mark!.toLowerCase()]!).normalize('NFC'),
  );

function single(sign: string): string {
  const small = sign.toLowerCase();
  const letter = VNI_LETTERS[small] ?? small;
  return sign === small ? letter : letter.toUpperCase();
}
