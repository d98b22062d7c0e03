import type { Field, Text } from '../registry/field.js';
import { limitsOf } from '../submissions/reading/numbers.js';
import { inEnglish, inVietnamese, unitOf } from '../submissions/reading/words.js';

const both = (parts: Text[], separator = ''): Text => ({ vi: parts.map((part) => part.vi).join(separator), en: parts.map((part) => part.en).join(separator) });

/** What a cell of this field may hold, as one phrase. */
export function takes(field: Field): Text {
  const list = both(
    (field.codes ?? []).map((code) => code.label),
    ', ',
  );
  switch (field.type) {
    case 'date':
      return { vi: 'Ngày/tháng/năm', en: 'Day/month/year' };
    case 'boolean':
      return { vi: 'Có hoặc Không', en: 'Có (yes) or Không (no)' };
    case 'code':
      return both([{ vi: 'Một trong: ', en: 'One of: ' }, list]);
    case 'codes':
      return both([{ vi: 'Một hay nhiều, cách nhau bằng dấu phẩy: ', en: 'One or more, parted by commas: ' }, list]);
    case 'organization':
      return { vi: 'Tên hoặc mã đơn vị trong danh sách', en: 'Name or code of an organisation of the list' };
    case 'organizations':
      return { vi: 'Tên hoặc mã các đơn vị, cách nhau bằng dấu chấm phẩy', en: 'Names or codes of organisations, parted by semicolons' };
    case 'texts':
      return { vi: 'Một hay nhiều mã, cách nhau bằng dấu chấm phẩy', en: 'One or more codes, parted by semicolons' };
    case 'text':
      return { vi: 'Chữ', en: 'Text' };
    default:
      return both([NOUNS[field.type], unitPhrase(field), rangePhrase(field)]);
  }
}

const NOUNS = {
  number: { vi: 'Số', en: 'A number' },
  integer: { vi: 'Số nguyên', en: 'A whole number' },
  year: { vi: 'Năm, bốn chữ số', en: 'A year of four digits' },
};

const unitPhrase = (field: Field): Text => (field.unit ? both([{ vi: ', đơn vị', en: ' in' }, unitOf(field)]) : { vi: '', en: '' });

function rangePhrase(field: Field): Text {
  const { min, max } = limitsOf(field);
  if (!Number.isFinite(min) || !Number.isFinite(max)) return { vi: '', en: '' };
  const [vi, en] = field.type === 'year' ? [String, String] : [inVietnamese, inEnglish];
  return { vi: `, từ ${vi(min)} đến ${vi(max)}`, en: `, from ${en(min)} to ${en(max)}` };
}
