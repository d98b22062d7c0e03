import type { Code } from '../field.js';

// What operators write for each code is longer than the codes themselves.

export const STRUCTURES: Code[] = [
  {
    value: 'bulky',
    label: { vi: 'Cồng kềnh', en: 'Bulky' },
    synonyms: ['Trạm cồng kềnh', 'CK', 'Loại cồng kềnh', 'Cột cồng kềnh', 'Trạm BTS cồng kềnh', 'BTS cồng kềnh'],
  },
  {
    value: 'environmentally_friendly',
    label: { vi: 'Thân thiện môi trường', en: 'Environmentally friendly' },
    synonyms: [
      'Không cồng kềnh',
      'Thân thiện',
      'Thân thiện với môi trường',
      'Trạm thân thiện môi trường',
      'TTMT',
      'KCK',
      'Trạm BTS thân thiện môi trường',
      'Trạm không cồng kềnh',
      'Thân thiện MT',
      'Trạm thân thiện',
      'Ngụy trang',
      'Cột ngụy trang',
    ],
  },
];

export const MAST_TYPES: Code[] = [
  {
    value: 'self_supporting',
    label: { vi: 'Tự đứng', en: 'Self-supporting' },
    synonyms: ['Cột tự đứng', 'TĐ', 'Tháp tự đứng', 'Cột tháp', 'Tự đứng 3 chân', 'Tự đứng 4 chân', 'Lattice'],
  },
  {
    value: 'guyed',
    label: { vi: 'Dây co', en: 'Guyed' },
    synonyms: ['Cột dây co', 'DC', 'Dây néo', 'Cột néo', 'Cột dây néo', 'Dây co mặt đất', 'Dây co trên mái'],
  },
  {
    value: 'monopole',
    label: { vi: 'Đơn thân', en: 'Monopole' },
    synonyms: ['Cột đơn thân', 'Monopole', 'Cột monopole', 'Cột đơn', 'Trụ đơn', 'Đơn thân monopole'],
  },
  {
    value: 'rooftop_pole',
    label: { vi: 'Cột trên mái', en: 'Rooftop pole' },
    synonyms: ['Cột cóc', 'Cột mái', 'Cột nhỏ trên mái', 'Cột trên mái nhà', 'Cột cóc trên mái', 'Cột ống', 'Cột trên công trình'],
  },
  { value: 'other', label: { vi: 'Khác', en: 'Other' }, synonyms: ['Loại khác', 'Other', 'Kiểu khác'] },
];

export const PLACEMENTS: Code[] = [
  {
    value: 'ground',
    label: { vi: 'Mặt đất', en: 'On the ground' },
    synonyms: ['Dưới đất', 'Trên mặt đất', 'MĐ', 'Trên đất', 'Đất', 'Ground', 'Cột mặt đất', 'Dựng trên mặt đất'],
  },
  {
    value: 'building',
    label: { vi: 'Trên công trình', en: 'On a building' },
    synonyms: [
      'Trên mái',
      'Mái nhà',
      'Trên nhà',
      'CT',
      'Trên mái nhà',
      'Sân thượng',
      'Rooftop',
      'Công trình',
      'Nóc nhà',
      'Trên nóc nhà',
      'Trên công trình xây dựng',
    ],
  },
];

export const STATUSES: Code[] = [
  {
    value: 'planned',
    label: { vi: 'Theo kế hoạch', en: 'Planned' },
    synonyms: ['Kế hoạch', 'Quy hoạch', 'Dự kiến', 'Theo quy hoạch', 'Chưa xây dựng', 'Chưa triển khai', 'Planned'],
  },
  {
    value: 'under_construction',
    label: { vi: 'Đang xây dựng', en: 'Under construction' },
    synonyms: ['Đang thi công', 'Đang lắp đặt', 'Đang triển khai', 'Đang XD', 'Xây dựng dở dang', 'Đang lắp'],
  },
  {
    value: 'operating',
    label: { vi: 'Đang hoạt động', en: 'Operating' },
    synonyms: [
      'Hoạt động',
      'Đang phát sóng',
      'On air',
      'Đang khai thác',
      'Đang sử dụng',
      'Đã phát sóng',
      'HĐ',
      'Bình thường',
      'Active',
      'Đang vận hành',
      'Hoạt động bình thường',
    ],
  },
  {
    value: 'suspended',
    label: { vi: 'Tạm dừng', en: 'Suspended' },
    synonyms: [
      'Tạm ngừng',
      'Ngừng hoạt động',
      'Tạm dừng hoạt động',
      'Dừng hoạt động',
      'Tạm ngưng',
      'Ngưng hoạt động',
      'Tạm ngừng hoạt động',
      'Ngừng phát sóng',
      'Đang tạm dừng',
    ],
  },
  {
    value: 'dismantled',
    label: { vi: 'Đã tháo dỡ', en: 'Dismantled' },
    synonyms: ['Tháo dỡ', 'Đã hạ trạm', 'Thanh lý', 'Đã tháo', 'Đã dỡ bỏ', 'Dỡ bỏ', 'Hủy trạm', 'Đã hủy', 'Đã thanh lý', 'Hạ trạm'],
  },
];
