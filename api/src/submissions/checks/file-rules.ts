import { sql } from '../../database/sql.js';
import { after, type Rule } from './rule.js';

/** The limits of the table; readers refuse what lies outside. */
const HEIGHT = { min: 1, max: 200 };

/** Rules that need one cell only: found while the file is read (`reading/`). */
export const FILE_RULES: Rule[] = [
  {
    id: 'DAT-02',
    severity: 'error',
    guards: true,
    title: { vi: 'Giá trị không có trong danh mục', en: 'Unknown code' },
    explain: {
      vi: 'Trường này chỉ nhận giá trị trong danh mục. Chọn một giá trị của danh mục, hoặc ở bước đọc tệp cho biết chữ đó nghĩa là gì.',
      en: 'The field takes values of its list only. Choose one, or say in the reading step what the word stands for.',
    },
  },
  {
    id: 'DAT-03',
    severity: 'error',
    guards: true,
    title: { vi: 'Sai kiểu dữ liệu hoặc ngày không có thật', en: 'Wrong type or impossible date' },
    explain: {
      vi: 'Ô chứa chữ ở chỗ cần số, hoặc một ngày không có trong lịch. Sửa ô đó; dòng thừa ô thường do dấu phân cách nằm trong địa chỉ.',
      en: 'The cell holds words where a number is needed, or a day that no calendar has. Mend the cell; a row with too many cells mostly has a separator in an address.',
    },
  },
  {
    id: 'DAT-04',
    severity: 'error',
    title: { vi: 'Giá trị điền cho có', en: 'A filler value' },
    explain: {
      vi: '“Không rõ”, “xxx”, “0” không phải là số liệu và làm sai các báo cáo. Nhập giá trị thật, hoặc để trống nếu trường không bắt buộc.',
      en: '“Unknown”, “xxx” or “0” are no data and spoil every report. Enter the real value, or leave an optional field blank.',
    },
  },
  {
    id: 'GEO-04',
    severity: 'warning',
    title: { vi: 'Tọa độ dưới 4 chữ số thập phân', en: 'Fewer than 4 decimals in a coordinate' },
    explain: {
      vi: 'Ít hơn bốn chữ số thập phân là sai số trên 11 m, không đủ để biết cột ở bên nào của đường. Lấy lại tọa độ từ máy định vị hoặc hồ sơ thiết kế.',
      en: 'Fewer than four decimals is coarser than about 11 m, not enough to tell the side of a road. Take the coordinates again from the receiver or the design.',
    },
  },
  {
    id: 'BTS-01',
    severity: 'error',
    guards: true,
    kinds: ['bts-stations'],
    title: { vi: 'Chiều cao cột ngoài giới hạn', en: 'Mast height out of bounds' },
    explain: {
      vi: 'Cột thấp hơn 1 m hoặc cao hơn 200 m thường là nhầm đơn vị hoặc nhầm cột dữ liệu. Nhập chiều cao cột tính bằng mét.',
      en: 'A mast under 1 m or over 200 m is mostly a wrong unit or a wrong column. Enter the height of the mast in metres.',
    },
    thresholds: [
      { name: 'minM', label: { vi: 'Thấp nhất', en: 'Lowest' }, unit: 'm', default: HEIGHT.min, min: HEIGHT.min, max: 20 },
      { name: 'maxM', label: { vi: 'Cao nhất', en: 'Highest' }, unit: 'm', default: HEIGHT.max, min: 30, max: HEIGHT.max },
    ],
    find: ({ thresholds: { minM, maxM } }) =>
      minM === HEIGHT.min && maxM === HEIGHT.max
        ? null
        : sql`select i.id as item_id, 'heightM' as path,
            format('Chiều cao cột %s m nằm ngoài giới hạn %s–%s m. Kiểm tra lại chiều cao.', h.m, ${minM}::float8, ${maxM}::float8) as vi,
            format('The mast height %s m is outside %s–%s m. Check the height.', h.m, ${minM}::float8, ${maxM}::float8) as en
          from package_items i, lateral (select ${after('heightM')}::float8 as m) h where h.m not between ${minM} and ${maxM}`,
  },
];
