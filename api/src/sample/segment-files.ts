import { labelsOf } from './labels.js';
import { nameOf } from './operators.js';
import type { Segment } from './segments.js';
import type { Column } from './tables.js';

const label = (field: string): ((value: string) => string) => labelsOf('cable-segments', field);
const [method, cableType, status] = [label('method'), label('cableType'), label('status')];

export const SEGMENT_COLUMNS: Column<Segment>[] = [
  { header: 'Mã tuyến', of: ({ code }) => code },
  { header: 'Tên tuyến', of: ({ name }) => name },
  { header: 'Tên đường', of: ({ street }) => street },
  { header: 'Đơn vị chủ trì', of: ({ leadOrganization }) => nameOf(leadOrganization) },
  { header: 'DN tham gia', of: ({ participants }) => participants.map(nameOf).join(', ') },
  { header: 'Hình thức', of: (segment) => method(segment.method) },
  { header: 'Chiều dài (m)', of: ({ asBuiltLengthM }) => asBuiltLengthM },
  { header: 'Số ống', of: ({ ductCount }) => ductCount },
  { header: 'Số ống đang dùng', of: ({ ductsUsed }) => ductsUsed },
  { header: 'Loại cáp', of: (segment) => cableType(segment.cableType) },
  { header: 'QĐ phê duyệt', of: ({ planDecision }) => planDecision },
  { header: 'Năm kế hoạch', of: ({ plannedYear }) => plannedYear },
  { header: 'Ngày khởi công', of: ({ startedOn }) => startedOn },
  { header: 'Ngày hoàn thành', of: ({ completedOn }) => completedOn },
  { header: 'Chiều dài đã làm', of: ({ doneLengthM }) => doneLengthM },
  { header: 'Cáp thu hồi (m)', of: ({ recoveredCableM }) => recoveredCableM },
  { header: 'Tình trạng', of: (segment) => status(segment.status) },
  { header: 'Ghi chú', of: () => 'Dữ liệu mẫu' },
];

export const SEGMENT_COLUMNS_WKT: Column<Segment>[] = [
  { header: 'STT', of: (_, index) => index + 1 },
  ...SEGMENT_COLUMNS,
  { header: 'WKT', of: ({ geometry }) => `LINESTRING(${geometry.coordinates.map((position) => position.join(' ')).join(', ')})` },
];
