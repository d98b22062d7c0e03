import type { DataValidation } from 'exceljs';
import type { Field, Kind, Text } from '../registry/field.js';
import type { OrganizationNames } from '../submissions/reading/organizations.js';
import { limitsOf } from '../submissions/reading/numbers.js';
import { quote, textOf } from '../submissions/reading/words.js';
import type { Cell } from '../formats/format.js';
import { EXAMPLE_MARK } from '../formats/own-marks.js';
import { listOf } from './cell-words.js';
import { takes } from './field-words.js';
import { EXAMPLES, PLACE_EXAMPLES } from './template-examples.js';

/** The library knows 'any', a prompt without a rule, but its types do not. */
type Rule = Omit<DataValidation, 'type' | 'formulae'> & { type: DataValidation['type'] | 'any'; formulae?: DataValidation['formulae'] };

/** One column of a workbook to be filled in. */
export interface TemplateColumn {
  /** What the reader understands again; a unit in brackets and a star for "required" do not disturb it. */
  header: string;
  required: boolean;
  /** Comment on the header. */
  note: string;
  width: number;
  numFmt?: string;
  /** Words of the drop-down list. */
  list: string[];
  /** Without its list, which depends on where in the workbook the words stand. */
  validation: Rule | null;
  example: Cell;
}

export interface PlaceColumn extends TemplateColumn {
  place: 'lon' | 'lat' | 'wkt';
  /** Its name in English. */
  label: string;
  /** What is typed into it. */
  takes: Text;
}

/** Columns for the fields, then those that say where a record lies. */
export const templateColumns = (kind: Kind, fields: Field[], organizations: OrganizationNames[]): TemplateColumn[] => [
  ...fields.map((field) => fieldColumn(kind, field, organizations)),
  ...placeColumns(kind),
];

export function fieldColumn(kind: Kind, field: Field, organizations: OrganizationNames[]): TemplateColumn {
  const header = `${field.label.vi}${field.unit ? ` (${field.unit})` : ''}${field.required ? ' *' : ''}`;
  const example = EXAMPLES[kind.name][field.name] ?? null;
  const list = listOf(field, organizations);
  return {
    header,
    required: !!field.required,
    note: noteOf(kind, field, example, list),
    width: Math.min(32, Math.max(12, header.length + 2)),
    numFmt: numFmtOf(field),
    list,
    validation: validationOf(field),
    example,
  };
}

function noteOf(kind: Kind, field: Field, example: Cell, list: string[]): string {
  const { vi, en } = takes(field);
  const other = field.synonyms?.length ? [`Tên cột khác cũng được hiểu: ${field.synonyms.slice(0, 4).join('; ')}.`] : [];
  return [
    `${field.label.vi} (${field.label.en})`,
    field.required ? 'BẮT BUỘC (required).' : 'Không bắt buộc (optional).',
    ...(field.name === kind.ownerField ? ['Để trống là chính đơn vị gửi hồ sơ (blank: the sender).'] : []),
    ...(field.authorityOnly ? ['Chỉ cơ quan quản lý nhập (set by the authority).'] : []),
    `${vi} (${en}).`,
    `Ví dụ: ${inWords(example ?? typical(field, list))}`,
    ...other,
  ].join('\n');
}

/** As people here write it; without the mark that makes a row an example. */
function inWords(cell: Cell): string {
  if (typeof cell === 'number') return String(cell).replace('.', ',');
  return textOf(cell).replace(`${EXAMPLE_MARK} `, '');
}

const TYPICAL: Partial<Record<Field['type'], Cell>> = { date: '05/03/2019', number: 42.5, integer: 12, year: 2021, texts: 'VD-001; VD-002' };
const typical = (field: Field, list: string[]): Cell => list[0] ?? TYPICAL[field.type] ?? field.label.vi.toLowerCase();

/** Codes and numbers of papers stay text: a spreadsheet would drop their leading zeros. */
function numFmtOf({ type }: Field): string | undefined {
  if (type === 'date') return 'dd/mm/yyyy';
  if (type === 'number') return '#,##0.##';
  if (type === 'integer' || type === 'year') return '0';
  return type === 'text' || type === 'texts' ? '@' : undefined;
}

// Lengths a spreadsheet takes in a prompt and its title.
const LONGEST_TITLE = 32;
const LONGEST_PROMPT = 250;
const cut = (text: string, longest: number): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

const EARLIEST = new Date('1950-01-01T00:00:00Z');
const LATEST = new Date('2100-12-31T00:00:00Z');

function validationOf(field: Field): Rule {
  const title = cut(field.label.vi, LONGEST_TITLE);
  const words = {
    allowBlank: true,
    showInputMessage: true,
    promptTitle: title,
    prompt: cut(`${field.required ? 'Bắt buộc. ' : ''}${takes(field).vi}.`, LONGEST_PROMPT),
    showErrorMessage: true,
    errorTitle: title,
    error: cut(`${field.label.vi} không hợp lệ. Cần: ${takes(field).vi}.`, LONGEST_PROMPT),
  };
  switch (field.type) {
    case 'boolean':
    case 'code':
    case 'organization':
      return { ...words, type: 'list', errorStyle: 'stop' };
    // Several values may be typed, so that the list only proposes.
    case 'codes':
    case 'organizations':
      return { ...words, type: 'list', showErrorMessage: false };
    case 'date':
      return { ...words, type: 'date', operator: 'between', errorStyle: 'stop', formulae: [EARLIEST, LATEST] };
    case 'number':
    case 'integer':
    case 'year':
      return { ...words, ...numberRule(field) };
    default:
      return { ...words, type: 'any', showErrorMessage: false };
  }
}

function numberRule(field: Field): Rule {
  const { min, max } = limitsOf(field);
  const type = field.type === 'number' ? ('decimal' as const) : ('whole' as const);
  return { type, operator: 'between', errorStyle: 'stop', formulae: [Math.max(min, -1e15), Math.min(max, 1e15)] };
}

/** Where a record lies: a pair of columns for points, WKT for lines and parcels; agreements lie where what they cover lies. */
export function placeColumns(kind: Kind): PlaceColumn[] {
  if (kind.geometry.includes('GeometryCollection')) return [];
  const point = kind.geometry.includes('Point');
  const drawn = kind.geometry.filter((type) => type !== 'Point');
  const required = kind.geometry.length === 1;
  return [
    ...(point ? (['lon', 'lat'] as const).map((axis) => ordinateColumn(axis, required)) : []),
    ...(drawn.length ? [wktColumn(drawn.includes('Polygon'), required)] : []),
  ];
}

const AXES = {
  lon: { vi: 'Kinh độ', en: 'Longitude', min: 102, max: 110 },
  lat: { vi: 'Vĩ độ', en: 'Latitude', min: 8, max: 24 },
};

function ordinateColumn(axis: keyof typeof AXES, required: boolean): PlaceColumn {
  const { vi, en, min, max } = AXES[axis];
  const example = PLACE_EXAMPLES[axis];
  const what = `${vi} WGS 84, độ thập phân, ít nhất 4 chữ số sau dấu phẩy`;
  return {
    place: axis,
    label: en,
    takes: {
      vi: `${what}. Có tọa độ VN-2000: đổi tên hai cột thành “X” và “Y”`,
      en: 'WGS 84, decimal degrees, at least 4 decimals. For VN-2000 rename the two columns to “X” and “Y”',
    },
    header: `${vi}${required ? ' *' : ''}`,
    required,
    note: [
      `${vi} (${en})`,
      required ? 'BẮT BUỘC (required).' : 'Cần có, trừ khi cột WKT đã có thửa đất (needed unless the parcel stands in WKT).',
      `${what} (decimal degrees, at least 4 decimals).`,
      `Ví dụ: ${inWords(example)}`,
      'Có tọa độ VN-2000: đổi tên hai cột thành “X” và “Y”; hệ được nhận ra và hỏi lại khi gửi.',
    ].join('\n'),
    width: 14,
    numFmt: '0.0000000',
    list: [],
    // Degrees, minutes and seconds are read too: a warning, no refusal.
    validation: {
      type: 'decimal',
      operator: 'between',
      formulae: [min, max],
      allowBlank: true,
      showInputMessage: true,
      promptTitle: vi,
      prompt: `${what}.`,
      showErrorMessage: true,
      errorStyle: 'warning',
      errorTitle: vi,
      error: `${vi} thường từ ${min} đến ${max} độ. Bấm Có nếu bạn nhập độ phút giây.`,
    },
    example,
  };
}

function wktColumn(parcel: boolean, required: boolean): PlaceColumn {
  const example = parcel ? null : PLACE_EXAMPLES.line;
  const shape = parcel ? 'POLYGON((105.1 21.3, 105.2 21.3, 105.2 21.4, 105.1 21.3))' : PLACE_EXAMPLES.line;
  const what = parcel ? 'Đường bao thửa đất' : 'Các đỉnh của đoạn tuyến';
  const how = `${what}, dạng WKT: kinh độ, dấu cách, vĩ độ; các đỉnh cách nhau bằng dấu phẩy; số dùng dấu chấm`;
  return {
    place: 'wkt',
    label: 'WKT',
    takes: {
      vi: `${how}. Ví dụ ${shape}`,
      en: `${parcel ? 'outline of the parcel' : 'vertices of the route'} as WKT: longitude, blank, latitude; vertices parted by commas; points in numbers`,
    },
    header: `WKT${required ? ' *' : ''}`,
    required,
    note: [
      parcel ? 'WKT: hình thửa đất (parcel)' : 'WKT: hình đoạn tuyến (route)',
      required ? 'BẮT BUỘC (required).' : 'Thay cho kinh độ, vĩ độ (instead of longitude and latitude).',
      `${how} (longitude, blank, latitude; vertices parted by commas).`,
      `Ví dụ: ${shape}`,
      'QGIS, MapInfo xuất được cột này; cũng có thể gửi GeoJSON.',
    ].join('\n'),
    width: 48,
    numFmt: '@',
    list: [],
    validation: { type: 'any', allowBlank: true, showInputMessage: true, promptTitle: 'WKT', prompt: cut(`${how}. Ví dụ ${quote(shape)}`, LONGEST_PROMPT) },
    example,
  };
}
