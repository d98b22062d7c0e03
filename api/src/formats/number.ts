export interface NumberText {
  /** A single point or comma read as the decimal sign. */
  value: number;
  /** Digits after the decimal sign. */
  decimals: number;
  /** The other reading of "1.250" and "1,250": one thousand two hundred and fifty. */
  grouped?: number;
}

const WHOLE = /^[+-]?\d{1,15}$/;
const DECIMAL = /^([+-]?\d{1,15})[.,](\d{1,15})$/;
const COULD_BE_GROUPED = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;
const GROUPED = /^([+-]?\d{1,3}(?:([., ])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d{1,15}))?$/;

/** A number as typed in Vietnam or elsewhere: "1234,5", "1.234,5", "1,234.5", "1 234,5". No exponents: "2.36E+06" has lost its digits. */
export function readNumber(text: string): NumberText | null {
  if (WHOLE.test(text)) return { value: Number(text), decimals: 0 };
  const plain = DECIMAL.exec(text);
  if (plain) {
    const number: NumberText = { value: Number(`${plain[1]}.${plain[2]}`), decimals: plain[2]!.length };
    if (number.decimals === 3 && COULD_BE_GROUPED.test(text)) number.grouped = Number(`${plain[1]}${plain[2]}`);
    return number;
  }
  const grouped = GROUPED.exec(text.replace(/[\u00a0\u2009\u202f]/g, ' '));
  if (!grouped) return null;
  const whole = grouped[1]!.replaceAll(grouped[2]!, '');
  return { value: Number(`${whole}.${grouped[3] ?? 0}`), decimals: grouped[3]?.length ?? 0 };
}
