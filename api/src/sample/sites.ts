import type { Position } from 'geojson';
import { plusDays, yearOf, yearsAgo } from './calendar.js';
import type { Commune } from './communes.js';
import { placeIn } from './communes.js';
import { labelsOf } from './labels.js';
import type { Random } from './random.js';
import type { Column } from './tables.js';

export interface Site {
  code: string;
  name: string;
  operator: string;
  commune: Commune;
  position: Position;
  landStage: string;
  requestedAreaM2: number | null;
  allocatedAreaM2: number | null;
  requestedOn: Date | null;
  decisionNo: string | null;
  decisionOn: Date | null;
  certificateNo: string | null;
  certificateOn: Date | null;
  parcel: string | null;
  obstacle: string | null;
  services: string;
  status: string;
}

/** In the order in which a site passes them. */
const STAGES = ['no_land', 'requested', 'site_proposed', 'approved', 'allocated', 'certified'];
const SHARES = [
  ['certified', 14],
  ['allocated', 8],
  ['approved', 5],
  ['site_proposed', 5],
  ['requested', 5],
  ['no_land', 3],
] as const;
const OBSTACLES = [
  'Chưa thống nhất được địa điểm với UBND xã',
  'Vị trí nằm trong hành lang an toàn giao thông',
  'Chờ điều chỉnh quy hoạch sử dụng đất',
  'Chưa có kinh phí giải phóng mặt bằng',
];
const SERVICES = ['Bưu phẩm, thư báo, chi trả lương hưu', 'Bưu phẩm, thư báo, Internet công cộng', 'Bưu phẩm, thu hộ, dịch vụ hành chính công'];

/** One site a commune, in rural communes other than those the notice names. */
export function sites(count: number, communes: Commune[], named: Set<string>, today: Date, random: Random): Site[] {
  const rural = communes.filter(({ code, kind }) => kind === 'xa' && !named.has(code));
  const chosen = random.shuffled(rural).slice(0, count);
  return chosen.sort((a, b) => a.code.localeCompare(b.code)).map((commune, index) => site(index + 1, commune, today, random));
}

function site(n: number, commune: Commune, today: Date, random: Random): Site {
  const landStage = random.weighted(SHARES);
  const reached = (stage: string): boolean => STAGES.indexOf(landStage) >= STAGES.indexOf(stage);
  const requestedOn = reached('requested') ? yearsAgo(random, today, 8, 3) : null;
  const decisionOn = requestedOn && reached('allocated') ? plusDays(requestedOn, random.integer(200, 600)) : null;
  const certificateOn = decisionOn && reached('certified') ? plusDays(decisionOn, random.integer(60, 400)) : null;
  const area = random.integer(20, 60) * 10;
  return {
    code: `BDVHX-${commune.code}`,
    name: `Điểm Bưu điện văn hóa xã ${commune.shortName}`,
    operator: n % 2 ? 'Bưu điện tỉnh' : 'Vietnam Post',
    commune,
    position: placeIn(commune, random),
    landStage,
    requestedAreaM2: requestedOn && area,
    allocatedAreaM2: decisionOn && area - random.integer(0, 4) * 10,
    requestedOn,
    decisionNo: decisionOn && `${random.integer(300, 2900)}/QĐ-UBND`,
    decisionOn,
    certificateNo: certificateOn && `CS ${String(random.integer(100_000, 999_999))}`,
    certificateOn,
    parcel: decisionOn && `Tờ ${random.integer(3, 40)}, thửa ${random.integer(10, 620)}`,
    obstacle: !reached('allocated') && random.chance(0.5) ? random.pick(OBSTACLES) : null,
    services: random.pick(SERVICES),
    status:
      decisionOn && yearOf(decisionOn) < yearOf(today)
        ? random.weighted([
            ['operating', 9],
            ['not_operating', 1],
          ])
        : random.weighted([
            ['operating', 5],
            ['planned', 5],
          ]),
  };
}

/** 105°35'12.5"E */
export function sexagesimal(degrees: number, hemisphere: string): string {
  // In tenths of a second, so that rounding never writes 60.0".
  const tenths = Math.round(degrees * 36_000);
  const [d, m, s] = [Math.floor(tenths / 36_000), Math.floor(tenths / 600) % 60, (tenths % 600) / 10];
  return `${d}°${String(m).padStart(2, '0')}'${s.toFixed(1).padStart(4, '0')}"${hemisphere}`;
}

const label = (field: string): ((value: string) => string) => labelsOf('post-office-sites', field);
const [landStage, status] = [label('landStage'), label('status')];

export const SITE_COLUMNS: Column<Site>[] = [
  { header: 'STT', of: (_, index) => index + 1 },
  { header: 'Mã BĐVHX', of: ({ code }) => code },
  { header: 'Tên BĐVHX', of: ({ name }) => name },
  { header: 'Đơn vị quản lý', of: ({ operator }) => operator },
  { header: 'Xã/Phường', of: ({ commune }) => commune.name },
  { header: 'Kinh độ', of: ({ position }) => sexagesimal(position[0]!, 'E') },
  { header: 'Vĩ độ', of: ({ position }) => sexagesimal(position[1]!, 'N') },
  { header: 'Tình trạng đất', of: (site) => landStage(site.landStage) },
  { header: 'Diện tích đề nghị (m2)', of: ({ requestedAreaM2 }) => requestedAreaM2 },
  { header: 'Diện tích được giao (m2)', of: ({ allocatedAreaM2 }) => allocatedAreaM2 },
  { header: 'Ngày đề nghị', of: ({ requestedOn }) => requestedOn },
  { header: 'Quyết định giao đất', of: ({ decisionNo }) => decisionNo },
  { header: 'Ngày quyết định', of: ({ decisionOn }) => decisionOn },
  { header: 'Số GCN', of: ({ certificateNo }) => certificateNo },
  { header: 'Ngày cấp GCN', of: ({ certificateOn }) => certificateOn },
  { header: 'Tờ/thửa', of: ({ parcel }) => parcel },
  { header: 'Vướng mắc', of: ({ obstacle }) => obstacle },
  { header: 'Dịch vụ', of: ({ services }) => services },
  { header: 'Tình trạng', of: (site) => status(site.status) },
  { header: 'Ghi chú', of: () => 'Dữ liệu mẫu' },
];
