// What stands below a printed table is not taken for records: totals, notes, the date, and who signs.
import { withoutFooter } from '../../../api/src/formats/footer-rows.js';
import type { Cell, SourceRow, SourceTable } from '../../../api/src/formats/format.js';
import { shownRows } from './reading.js';

const HEADERS = ['Mã trạm', 'Tên trạm', 'Loại trạm', 'Công nghệ', 'Kinh độ', 'Vĩ độ', 'Ghi chú'];
const full = (code: string): Cell[] => [code, `Trạm ${code}`, 'Cồng kềnh', '4G', 105.6, 21.3, null];

/** Row numbers begin below the header; `size` rows a batch. */
function tableOf(rows: Cell[][], size = 2, more: Partial<SourceRow> = {}): SourceTable {
  async function* batches(): AsyncGenerator<SourceRow[]> {
    for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size).map((cells, n) => ({ row: at + n + 2, cells, ...more }));
  }
  return { columns: HEADERS.map((header) => ({ header, letter: null })), rows: batches(), hasGeometry: false, estimatedRows: 4 };
}

async function readOf(table: SourceTable): Promise<{ codes: string[]; notes: string[] }> {
  const rows: SourceRow[] = [];
  const read = withoutFooter(table);
  for await (const batch of read.rows) rows.push(...batch);
  return { codes: shownRows(rows).map((row) => row.split('|')[0]!), notes: (read.notes ?? []).map(({ vi }) => vi) };
}

const SIGNATURES: Cell[][] = [
  [null, 'Tổng cộng: 3 trạm'],
  ['Ghi chú: Số liệu tính đến hết năm 2020.'],
  [null, null, null, null, 'Vĩnh Yên, ngày 12 tháng 3 năm 2021'],
  ['NGƯỜI LẬP BIỂU', null, null, null, 'KT. GIÁM ĐỐC'],
  ['(Ký, ghi rõ họ tên)', null, null, null, 'PHÓ GIÁM ĐỐC'],
  ['Trần Thị B', null, null, null, 'Nguyễn Văn A'],
];
const NOTES = ['Hàng 5 là hàng tổng cộng nên không được nhập.', 'Hàng 6 đến 10 là ghi chú, chữ ký dưới bảng nên không được nhập.'];

it.each([1, 2, 3, 100])('leaves out the signatures of a printed table, read %d rows at a time', async (size) => {
  const { codes, notes } = await readOf(tableOf([full('A'), full('B'), full('C'), ...SIGNATURES], size));
  expect(codes).toEqual(['2: A', '3: B', '4: C']);
  expect(notes).toEqual(NOTES);
});

it('keeps such rows where a record follows', async () => {
  const { codes, notes } = await readOf(tableOf([full('A'), ['Người lập biểu'], ['Trần Thị B'], full('C')]));
  expect([codes, notes]).toEqual([['2: A', '3: Người lập biểu', '4: Trần Thị B', '5: C'], []]);
});

const records = async (...rows: Cell[][]): Promise<string[]> =>
  (await readOf(tableOf([full('A'), ...rows]))).codes.slice(1).map((row) => row.replace(/^\d+: /, ''));

test.each<[string, Cell[]]>([
  ['a note alone', ['Ghi chú:']],
  ['a date in figures', [null, 'Vĩnh Yên, ngày 12/3/2021']],
  ['a date left open', ['Vĩnh Phúc, ngày ... tháng ... năm 2021']],
  ['who drew it up', ['LẬP BIỂU', null, null, 'GIÁM ĐỐC']],
  ['who did it', ['Người thực hiện']],
  ['an officer', ['CÁN BỘ TỔNG HỢP']],
  ['for the committee', ['TM. ỦY BAN NHÂN DÂN XÃ']],
  ['a deputy', ['P. GIÁM ĐỐC']],
  ['a deputy for the director', ['KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC']],
  ['a director of a branch', ['Giám đốc Chi nhánh Vĩnh Phúc']],
  ['how to sign', ['(Ký, họ tên)']],
  ['four who sign', ['Người lập', 'Kế toán', 'Trưởng phòng', null, 'Giám đốc Chi nhánh Vĩnh Phúc', 'Thủ trưởng đơn vị']],
])('leaves out %s', async (_, row) => expect(await records(row, ['Nguyễn Văn A', null, 'Trần Thị B', 'Lê C', 'Phạm D'])).toEqual([]));

test.each<[string, Cell[]]>([
  ['a sum', ['Tổng cộng', null, 12, 7, 3, 5]],
  ['a numbered sum', ['II', 'Tổng số', 12]],
  ['a sum of a district', [null, 'Cộng toàn huyện', '12']],
])('leaves out %s, wherever it stands', async (_, row) => {
  const { codes, notes } = await readOf(tableOf([full('A'), row, full('B')]));
  expect([codes, notes]).toEqual([['2: A', '4: B'], ['Hàng 3 là hàng tổng cộng nên không được nhập.']]);
});

test.each<[string, Cell[][]]>([
  ['of a corporation', [['BĐVHX-1', 'Điểm 1', 'Tổng công ty Bưu điện Việt Nam']]],
  ['that begins with one', [['Tổng công ty Viễn thông MobiFone', 'Trạm 7']]],
  ['whose note sums up', [['VPC-7', null, null, null, null, null, 'Tổng số thuê bao 300']]],
  ['after a remark', [['Ghi chú: các trạm dưới đây chưa phát sóng'], ['VPC-8', 'Trạm 8'], ['VPC-9', 'Trạm 9']]],
  ['with ticks', [['BTS1', 'Trạm A', 'x', 'x', 'x', 'x']]],
  ['named after somebody', [['Chủ tịch Hồ Chí Minh 01', 'Trạm']]],
  ['with a date in its number', [['HĐ ngày 12 tháng 3 năm 2020', 'Viettel', 'VNPT']]],
])('keeps a record %s', async (_, rows) => expect(await records(...rows)).toEqual(rows.map(([first]) => first)));

it('keeps short records at the end, whatever their notes say', async () => {
  const short: Cell[][] = [
    ['D', 'Ngày mai'],
    ['E', null, null, null, null, null, 'Ghi chú: đã họp ngày 3 tháng 4 năm 2020'],
    ['F', 'Giám đốc phê duyệt'],
  ];
  const { codes, notes } = await readOf(tableOf([full('A'), ...short]));
  expect([codes, notes]).toEqual([['2: A', '3: D', '4: E', '5: F'], []]);
});

it('keeps what a format names by field', async () => {
  const { codes } = await readOf(tableOf([[null, null, null, null, null, null, 'Ghi chú: chưa rõ']], 2, { unstated: new Set([0, 1]) }));
  expect(codes).toEqual(['2: ']);
});

it('keeps what is too long to stand below a table', async () => {
  const { codes, notes } = await readOf(tableOf([full('A'), ['Người lập biểu'], ...Array.from({ length: 40 }, (_, n) => [`Tên ${n}`])]));
  expect([codes.length, notes]).toEqual([42, []]);
});
