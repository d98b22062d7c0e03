import type { Field, Text } from '../../registry/field.js';
import type { Reading } from './values.js';
import { dayOf, inDays, quote, textOf } from './words.js';

type Cell = string | number | boolean | Date;
type Fault = 'not-a-date' | 'impossible' | 'no-day' | 'short-year' | 'out-of-range';

const EARLIEST = '1950-01-01';
const LATEST = '2100-12-31';
/** Excel counts days from here, its false leap day of 1900 made up for. */
const EXCEL_EPOCH_MS = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

const CLOCK = String.raw`(?:[ T,]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2}|AM|PM|SA|CH)?)?`;
const DAY_FIRST = new RegExp(String.raw`^(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})${CLOCK}$`, 'i');
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})${CLOCK}$`, 'i');
const IN_WORDS = /^(?:ngày\s*)?(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})$/i;
const WITHOUT_DAY = /^(?:tháng\s*)?(?:\d{1,2}\s*(?:[/.-]|năm)\s*\d{4}|\d{4}\s*[/.-]\s*\d{1,2}|(?:năm\s*)?(?:19|20)\d{2})$/i;

/** Reads a day as 'yyyy-mm-dd'. The day comes first unless the year does. */
export function dateReader(field: Field): (cell: Cell) => Reading {
  return (cell) => {
    const read =
      typeof cell === 'string'
        ? fromText(cell.trim())
        : typeof cell === 'number'
          ? fromNumber(cell)
          : cell instanceof Date
            ? inTime(dayOf(cell))
            : { fault: 'not-a-date' as const };
    return 'day' in read ? { value: read.day } : { rule: 'DAT-03', message: MESSAGES[read.fault](field, quote(textOf(cell))) };
  };
}

type Read = { day: string } | { fault: Fault };

function fromText(text: string): Read {
  const dayFirst = DAY_FIRST.exec(text) ?? IN_WORDS.exec(text);
  if (dayFirst) return dayFirst[3]!.length === 2 ? { fault: 'short-year' } : fromParts(dayFirst[3]!, dayFirst[2]!, dayFirst[1]!);
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) return fromParts(yearFirst[1]!, yearFirst[2]!, yearFirst[3]!);
  return { fault: WITHOUT_DAY.test(text) ? 'no-day' : 'not-a-date' };
}

/** A number of a spreadsheet is the count of days, but for one that is plainly a year. */
function fromNumber(serial: number): Read {
  if (Number.isInteger(serial) && serial >= 1950 && serial <= 2100) return { fault: 'no-day' };
  return serial >= 1 && serial < 200_000 ? inTime(dayOf(new Date(EXCEL_EPOCH_MS + Math.floor(serial) * DAY_MS))) : { fault: 'not-a-date' };
}

function fromParts(year: string, month: string, day: string): Read {
  const [m, d] = [Number(month), Number(day)];
  if (m < 1 || m > 12 || d < 1 || d > daysIn(Number(year), m)) return { fault: 'impossible' };
  return inTime(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

const daysIn = (year: number, month: number): number =>
  month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

function inTime(day: string): Read {
  if (!/^\d{4}-/.test(day)) return { fault: 'not-a-date' };
  return day < EARLIEST || day > LATEST ? { fault: 'out-of-range' } : { day };
}

const MESSAGES: Record<Fault, (field: Field, found: string) => Text> = {
  'not-a-date': ({ label }, found) => ({
    vi: `${label.vi} ${found} không phải là ngày. Nhập ngày/tháng/năm, ví dụ 05/03/2019.`,
    en: `${label.en} ${found} is not a date. Enter day/month/year, for example 05/03/2019.`,
  }),
  impossible: ({ label }, found) => ({
    vi: `${label.vi} ${found} không có trong lịch. Nhập ngày/tháng/năm, ví dụ 05/03/2019.`,
    en: `${label.en} ${found} does not exist in the calendar. Enter day/month/year, for example 05/03/2019.`,
  }),
  'no-day': ({ label }, found) => ({
    vi: `${label.vi} ${found} thiếu ngày. Nhập đủ ngày/tháng/năm, ví dụ 05/03/2019.`,
    en: `${label.en} ${found} lacks the day. Enter day/month/year in full, for example 05/03/2019.`,
  }),
  'short-year': ({ label }, found) => ({
    vi: `${label.vi} ${found} chỉ có hai chữ số của năm. Nhập năm đủ bốn chữ số, ví dụ 05/03/2019.`,
    en: `${label.en} ${found} has only two digits of the year. Enter the year with four digits, for example 05/03/2019.`,
  }),
  'out-of-range': ({ label }, found) => ({
    vi: `${label.vi} ${found} ngoài khoảng cho phép. Nhập ngày từ ${inDays(EARLIEST)} đến ${inDays(LATEST)}.`,
    en: `${label.en} ${found} is out of range. Enter a day from ${inDays(EARLIEST)} to ${inDays(LATEST)}.`,
  }),
};
