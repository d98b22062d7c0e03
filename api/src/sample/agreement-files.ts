import type { Agreement } from './agreements.js';
import { labelsOf } from './labels.js';
import { nameOf } from './operators.js';
import type { Column } from './tables.js';

const label = (field: string): ((value: string) => string) => labelsOf('sharing-agreements', field);
const [item, status] = [label('items'), label('status')];

export const AGREEMENT_COLUMNS: Column<Agreement>[] = [
  { header: 'STT', of: (_, index) => index + 1 },
  { header: 'Số hợp đồng', of: ({ number }) => number },
  { header: 'Bên cho thuê', of: ({ host }) => nameOf(host) },
  { header: 'Bên thuê', of: ({ tenants }) => tenants.map(nameOf).join('; ') },
  { header: 'Ngày ký', of: ({ signedOn }) => signedOn },
  { header: 'Từ ngày', of: ({ effectiveFrom }) => effectiveFrom },
  { header: 'Đến ngày', of: ({ effectiveTo }) => effectiveTo },
  { header: 'Hạng mục', of: ({ items }) => items.map(item).join(', ') },
  { header: 'Danh sách trạm', of: ({ stations }) => stations.join('; ') },
  { header: 'Danh sách tuyến', of: ({ segments }) => segments.join('; ') || null },
  { header: 'Giá thuê (đồng/tháng)', of: ({ monthlyRentVnd }) => monthlyRentVnd },
  { header: 'Tình trạng', of: (agreement) => status(agreement.status) },
  { header: 'Bên cho dùng chung xác nhận ngày', of: ({ confirmedByHostOn }) => confirmedByHostOn },
  { header: 'Bên dùng chung xác nhận ngày', of: ({ confirmedByTenantOn }) => confirmedByTenantOn },
  { header: 'Ngày chấm dứt', of: ({ terminatedOn }) => terminatedOn },
  { header: 'Ghi chú', of: () => 'Dữ liệu mẫu' },
];
