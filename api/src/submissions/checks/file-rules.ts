import type { Rule } from './rule.js';

/** Rules that need one cell only: found while the file is read (`reading/`). */
export const FILE_RULES: Rule[] = [
  { id: 'DAT-02', severity: 'error', title: { vi: 'Giá trị không có trong danh mục', en: 'Unknown code' } },
  { id: 'DAT-03', severity: 'error', title: { vi: 'Sai kiểu dữ liệu hoặc ngày không có thật', en: 'Wrong type or impossible date' } },
  { id: 'DAT-04', severity: 'error', title: { vi: 'Giá trị điền cho có', en: 'A filler value' } },
  { id: 'GEO-04', severity: 'warning', title: { vi: 'Tọa độ dưới 4 chữ số thập phân', en: 'Fewer than 4 decimals in a coordinate' } },
  { id: 'BTS-01', severity: 'error', kinds: ['bts-stations'], title: { vi: 'Chiều cao cột ngoài 1–200 m', en: 'Mast height outside 1–200 m' } },
];
