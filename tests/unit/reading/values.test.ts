import fc from 'fast-check';
import type { Cell } from '../../../api/src/formats/format.js';
import type { Field } from '../../../api/src/registry/field.js';
import { fold } from '../../../api/src/registry/fold.js';
import { KINDS, kindNamed } from '../../../api/src/registry/kinds.js';
import { understandColumns } from '../../../api/src/submissions/reading/columns.js';
import { valueTexts } from '../../../api/src/submissions/reading/value-texts.js';
import { valueReader } from '../../../api/src/submissions/reading/values.js';

const organizations = [
  { code: 'VIETTEL', name: 'Tập đoàn Công nghiệp, Viễn thông Quân đội', shortName: 'Viettel', synonyms: ['VTT'] },
  { code: 'VNPT', name: 'Tập đoàn Bưu chính Viễn thông Việt Nam', shortName: 'VNPT', synonyms: [] },
];
const fields = KINDS.flatMap((kind) => kind.fields.map((field) => [`${kind.name}.${field.name}`, field] as const));
const field = (name: string): Field => fields.find(([path]) => path.endsWith(`.${name}`))![1];
const read = (name: string, cell: Cell): unknown => {
  const reading = valueReader(field(name), organizations)(cell);
  return 'value' in reading ? reading.value : reading.rule;
};
const message = (name: string, cell: Cell): string => {
  const reading = valueReader(field(name), organizations)(cell);
  return 'message' in reading ? reading.message.vi : '';
};

test.each<[string, Cell, unknown]>([
  ['name', '  Trạm Thổ Tang ', 'Trạm Thổ Tang'],
  ['name', 'Trạm'.normalize('NFD'), 'Trạm'],
  ['name', 123, '123'],
  ['name', '', null],
  ['name', 'không rõ', 'DAT-04'],
  ['name', 'x', 'DAT-04'],
  ['name', '-', 'DAT-04'],
  ['name', 0, 'DAT-04'],
  ['name', '{"vi":"Trạm"}', 'DAT-03'],
  ['name', '[{"vi":"Trạm"}]', 'DAT-03'],
  ['name', '{Trạm 1}', '{Trạm 1}'],
  ['name', '[1] Trạm', '[1] Trạm'],
  ['name', '["a"]', '["a"]'],
  ['address', 'n/a', 'DAT-04'],
  ['address', '...', 'DAT-04'],
  ['address', '-', null],
  ['obstacle', 'Không có', null],
  ['address', 'Thôn Không', 'Thôn Không'],

  ['heightM', '42,5', 42.5],
  ['heightM', '30m', 30],
  ['heightM', '30 mét', 30],
  ['heightM', 42, 42],
  ['heightM', '42.500', 42.5],
  ['heightM', 0, 'BTS-01'],
  ['heightM', '201', 'BTS-01'],
  ['heightM', 'cao', 'DAT-03'],
  ['heightM', 'unknown', 'DAT-04'],
  ['heightM', new Date(), 'DAT-03'],
  ['heightM', '30 w', 'DAT-03'],
  ['buildingHeightM', 0, 0],
  ['buildingHeightM', '-', null],
  ['buildingHeightM', '-1', 'DAT-03'],
  ['asBuiltLengthM', '1.234,5', 1234.5],
  ['asBuiltLengthM', '1,234.5 m', 1234.5],
  ['asBuiltLengthM', '1.250', 'DAT-03'],
  ['asBuiltLengthM', '1250', 1250],
  ['asBuiltLengthM', '2.36E+06', 'DAT-03'],
  ['monthlyRentVnd', '5.000.000 đ', 5_000_000],
  ['monthlyRentVnd', '500.000', 500_000],
  ['ductCount', '12', 12],
  ['ductCount', 1.5, 'DAT-03'],
  ['plannedYear', 'Năm 2021', 2021],
  ['plannedYear', 2021, 2021],
  ['plannedYear', 0, 'DAT-04'],
  ['plannedYear', 21, 'DAT-03'],

  ['builtOn', '05/03/2019', '2019-03-05'],
  ['builtOn', '5-3-2019', '2019-03-05'],
  ['builtOn', '5.3.2019', '2019-03-05'],
  ['builtOn', '2019-03-05', '2019-03-05'],
  ['builtOn', '2019-03-05T00:00:00Z', '2019-03-05'],
  ['builtOn', '05/03/2019 07:30', '2019-03-05'],
  ['builtOn', 'ngày 5 tháng 3 năm 2019', '2019-03-05'],
  ['builtOn', new Date(Date.UTC(2019, 2, 5)), '2019-03-05'],
  ['builtOn', 43_529, '2019-03-05'],
  ['builtOn', '29/02/2020', '2020-02-29'],
  ['builtOn', '31/02/2019', 'DAT-03'],
  ['builtOn', '03/25/2019', 'DAT-03'],
  ['builtOn', '05/03/19', 'DAT-03'],
  ['builtOn', '03/2019', 'DAT-03'],
  ['builtOn', 2019, 'DAT-03'],
  ['builtOn', '01/01/1949', 'DAT-03'],
  ['builtOn', '01/01/2101', 'DAT-03'],
  ['builtOn', 'không rõ', 'DAT-04'],
  ['builtOn', 'hôm qua', 'DAT-03'],

  ['shareable', 'Có', true],
  ['shareable', 'x', true],
  ['shareable', true, true],
  ['shareable', 1, true],
  ['shareable', 'KHÔNG', false],
  ['shareable', 0, false],
  ['shareable', 'không rõ', 'DAT-04'],
  ['shareable', 'có lẽ', 'DAT-03'],

  ['structure', 'CỒNG KỀNH', 'bulky'],
  ['structure', 'khong cong kenh', 'environmentally_friendly'],
  ['structure', 'environmentally_friendly', 'environmentally_friendly'],
  ['structure', 'cồng', 'DAT-02'],
  ['structure', 'không rõ', 'DAT-04'],
  ['mastType', '-', null],
  ['technologies', '3G/4G', ['3G', '4G']],
  ['technologies', '4G, 2G; 3G', ['2G', '3G', '4G']],
  ['technologies', '3G 4G', ['3G', '4G']],
  ['technologies', '3G+3g', ['3G']],
  ['technologies', '3G, 6G', 'DAT-02'],
  ['technologies', ',', 'DAT-04'],
  ['items', 'Cột treo cáp, nhà trạm', ['equipment_house', 'pole']],

  ['owner', 'viettel', 'VIETTEL'],
  ['owner', 'VTT', 'VIETTEL'],
  ['owner', 'Tập đoàn Công nghiệp, Viễn thông Quân đội', 'VIETTEL'],
  ['owner', 'FPT', 'DAT-02'],
  ['tenants', 'VNPT; Tập đoàn Công nghiệp, Viễn thông Quân đội', ['VNPT', 'VIETTEL']],
  ['tenants', 'VNPT, Viettel', ['VNPT', 'VIETTEL']],
  ['tenants', 'VNPT, FPT', 'DAT-02'],
  ['stations', 'VPC1; VPC2, VPC1', ['VPC1', 'VPC2']],
])('%s reads %p as %p', (name, cell, expected) => expect(read(name, cell)).toEqual(expected));

test.each<[string, Cell, string]>([
  ['heightM', 'abc', 'Chiều cao cột “abc” không phải là số. Nhập số mét, ví dụ 42,5.'],
  ['heightM', 0, 'Chiều cao cột 0 m không hợp lệ. Nhập từ 1 đến 200 mét.'],
  ['structure', 'to', 'Loại trạm “to” không có trong danh mục. Chọn trong: Cồng kềnh, Thân thiện môi trường.'],
  ['builtOn', '31/02/2019', 'Thời gian xây dựng “31/02/2019” không có trong lịch. Nhập ngày/tháng/năm, ví dụ 05/03/2019.'],
  ['asBuiltLengthM', '1.250', 'Chiều dài “1.250” có thể là 1,25 hoặc 1250. Nhập lại không có dấu phân cách hàng nghìn: 1250 hoặc 1,25.'],
  ['plannedYear', 1990, 'Năm kế hoạch 1990 không hợp lệ. Nhập từ 2010 đến 2050.'],
  ['owner', 'FPT', 'Đơn vị quản lý “FPT” không có trong danh sách doanh nghiệp. Nhập mã hoặc tên, ví dụ Viettel, VNPT.'],
  ['note', '{"a": 1}', 'Ghi chú “{"a": 1}” là dữ liệu nhiều lớp. Chỉ ghi chữ, không đặt đối tượng JSON vào đây.'],
  ['note', 'dài '.repeat(600), 'Ghi chú dài 2399 ký tự, tối đa 2000. Rút ngắn lại.'],
  ['name', 'n/a', 'Tên trạm “n/a” chỉ là giá trị điền cho có. Nhập giá trị thật.'],
])('%s says of %p', (name, cell, expected) => expect(message(name, cell)).toBe(expected));

const anyCell: fc.Arbitrary<Cell> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'0123456789.,/-: mxkhônG;+đ') }),
  fc.double(),
  fc.boolean(),
  fc.date({ noInvalidDate: false }),
  fc.constant(null),
);

test('no cell of any field throws, and every problem has its sentences', () => {
  const readers = fields.map(([, one]) => valueReader(one, organizations));
  fc.assert(
    fc.property(anyCell, fc.nat(readers.length - 1), (cell, at) => {
      const reading = readers[at]!(cell);
      return 'value' in reading || (/[.?]$/.test(reading.message.vi) && /[.?]$/.test(reading.message.en));
    }),
    { numRuns: 5000 },
  );
});

test('what is printed in Vietnamese reads back to the same value, or is called ambiguous, never to another', () => {
  const print = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 3 });
  const lengths = valueReader(field('asBuiltLengthM'), []);
  const dates = valueReader(field('builtOn'), []);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200_000_000 }), (millimetres) => {
      const reading = lengths(print.format(millimetres / 1000));
      if ('value' in reading) expect(reading.value).toBe(millimetres / 1000);
      else expect(reading.message.vi).toContain('có thể là');
    }),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(fc.date({ min: new Date('1950-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }), (date) => {
      const iso = date.toISOString().slice(0, 10);
      expect(dates(iso.split('-').reverse().join('/'))).toEqual({ value: iso });
      expect(dates(new Date(`${iso}T00:00:00Z`))).toEqual({ value: iso });
    }),
  );
});

test('every code is read by its value, label and synonyms', () => {
  for (const [, one] of fields)
    for (const { value, label, synonyms = [] } of one.codes ?? [])
      for (const text of [value, label.vi, label.en, ...synonyms, label.vi.toUpperCase()])
        expect([one.name, text, valueReader(one, [])(text)]).toEqual([one.name, text, { value: one.type === 'codes' ? [value] : value }]);
});

test('folding twice changes nothing', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'Đđ ()mM²[]ẠẩƯ-/_') })),
      (text) => fold(fold(text)) === fold(text),
    ),
    { numRuns: 5000 },
  );
  expect(['Độ cao cột (m)', 'Huyện, TX/TP', 'ĐƯỜNG  phố', 'Diện tích (m²)'].map(fold)).toEqual(['do cao cot', 'huyen tx tp', 'duong pho', 'dien tich']);
});

describe('organisations by the words of their names', () => {
  const all = [
    { code: 'viettel', name: 'Tập đoàn Công nghiệp - Viễn thông Quân đội (Viettel)', shortName: 'Viettel', synonyms: ['VTL', 'VTT'] },
    { code: 'vnpt', name: 'Tập đoàn Bưu chính Viễn thông Việt Nam (VNPT)', shortName: 'VNPT', synonyms: ['VinaPhone', 'VNP'] },
    { code: 'mobifone', name: 'Tổng công ty Viễn thông MobiFone', shortName: 'MobiFone', synonyms: ['MBF', 'Mobi'] },
    { code: 'vietnamobile', name: 'Công ty cổ phần Viễn thông Di động Vietnamobile', shortName: 'Vietnamobile', synonyms: ['Vietnam Mobile'] },
    { code: 'vnpost', name: 'Tổng công ty Bưu điện Việt Nam (Vietnam Post)', shortName: 'Vietnam Post', synonyms: ['Bưu điện tỉnh', 'Bưu điện'] },
  ];
  const owner = valueReader(field('owner'), all);
  const named = (text: string): unknown => {
    const reading = owner(text);
    return 'value' in reading ? reading.value : null;
  };

  test.each<[string, string | null]>([
    ['Tổng công ty Viễn thông Viettel', 'viettel'],
    ['CHI NHÁNH VIETTEL VĨNH PHÚC', 'viettel'],
    ['VNPT Vĩnh Phúc (Trung tâm Viễn thông 2)', 'vnpt'],
    ['MobiFone Khu vực 4', 'mobifone'],
    ['Trung tâm mạng lưới mobifone miền Bắc', 'mobifone'],
    ['Bưu điện tỉnh Phú Thọ', 'vnpost'],
    ['Bưu điện huyện Lập Thạch', 'vnpost'],
    ['Công ty CP Vietnam Mobile', 'vietnamobile'],
    ['Viettel và VNPT', null],
    ['Viettel Post', null],
    ['Tổng công ty cổ phần Công trình Viettel', null],
    ['Bưu chính Viettel', null],
    ['Viettelco', null],
    ['Việt Nam', null],
  ])('%s: %s', (text, code) => expect(named(text)).toBe(code));
});

describe('codes said by hand', () => {
  const given = (name: string, codes: Record<string, string>, cell: Cell): unknown => {
    const reading = valueReader(field(name), organizations, codes)(cell);
    return 'value' in reading ? reading.value : reading.rule;
  };

  test('stand before synonyms and fillers, folded', () => {
    expect(given('structure', { 'Loại to': 'bulky' }, 'LOẠI  TO')).toBe('bulky');
    expect(given('structure', { 'cồng kềnh': 'environmentally_friendly' }, 'Cồng kềnh')).toBe('environmentally_friendly');
    expect(given('mastType', { 'không rõ': 'other' }, 'Không rõ')).toBe('other');
    expect(given('technologies', { LTE: '4G' }, '3G, LTE')).toEqual(['3G', '4G']);
    expect(given('owner', { 'Đơn vị A': 'VNPT' }, 'đơn vị a')).toBe('VNPT');
    expect(given('tenants', { QĐ: 'VIETTEL' }, 'VNPT; QĐ')).toEqual(['VNPT', 'VIETTEL']);
  });

  test('are taken only if the list has the code', () => expect(given('structure', { 'Loại to': 'huge' }, 'Loại to')).toBe('DAT-02'));
});

test('the texts of columns of codes and organisations are collected with what they were understood as', () => {
  const kind = kindNamed('bts-stations');
  const columns = understandColumns(kind, ['Mã trạm', 'Loại trạm', 'Công nghệ', 'Tên DN']);
  const collector = valueTexts(columns, { organizations, authority: false, values: { structure: { 'Loại 9': 'bulky' } } });
  const rows = [
    ['A', 'Cồng kềnh', '2G, 3G', 'VTT'],
    ['B', 'Loại 9', '3G/LTE', 'Nhà mạng lạ'],
    ['C', 'cồng kềnh', '', 'VTT'],
    ['D', 'to', '2G, 3G', null],
  ];
  collector.add(rows.map((cells, row) => ({ row, cells })));
  expect(collector.all().map(({ field: name, text, count, code }) => `${name} “${text}” ${count} ${code}`)).toEqual([
    'structure “to” 1 null',
    'structure “Cồng kềnh” 1 bulky',
    'structure “Loại 9” 1 bulky',
    'structure “cồng kềnh” 1 bulky',
    'technologies “LTE” 1 null',
    'technologies “3G” 3 3G',
    'technologies “2G” 2 2G',
    'owner “Nhà mạng lạ” 1 null',
    'owner “VTT” 2 VIETTEL',
  ]);
});
