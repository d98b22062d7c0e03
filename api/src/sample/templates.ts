import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Field, Kind, KindName } from '../registry/field.js';
import { KINDS } from '../registry/kinds.js';
import { day } from './calendar.js';
import { writeXlsx } from './tables.js';
import type { Cell } from './tables.js';

/** The example row says of itself what it is; fields not named here stay empty. */
const EXAMPLES: Record<KindName, Record<string, Cell>> = {
  'bts-stations': {
    code: 'VD-001',
    name: 'Ví dụ (xóa dòng này)',
    owner: 'Viettel',
    mastOwner: 'Viettel',
    address: 'Tổ dân phố 1, Phường Tích Sơn',
    declaredDistrict: 'Thành phố Vĩnh Yên',
    declaredCommune: 'Phường Tích Sơn',
    structure: 'Cồng kềnh',
    mastType: 'Tự đứng',
    placement: 'Mặt đất',
    heightM: 42,
    technologies: '2G, 3G, 4G',
    transmitPowerW: 120,
    shareable: 'Có',
    builtOn: day('2018-03-05'),
    onAirOn: day('2018-05-20'),
    buildingPermitNo: '12/GPXD-2018',
    inspectionRequired: 'Có',
    inspectionCertificateNo: 'KĐ-01/2019',
    inspectedOn: day('2019-06-01'),
    inspectionExpiresOn: day('2024-06-01'),
    conversionPlannedFor: 2022,
    status: 'Đang hoạt động',
  },
  'cable-segments': {
    code: 'VD-001',
    name: 'Ví dụ (xóa dòng này)',
    street: 'Đường Trần Phú',
    leadOrganization: 'VNPT',
    participants: 'Viettel, MobiFone',
    method: 'Hạ ngầm',
    asBuiltLengthM: 370,
    ductCount: 4,
    ductsUsed: 2,
    cableType: 'Quang',
    planDecision: '123/QĐ-UBND',
    plannedYear: 2020,
    startedOn: day('2020-03-02'),
    completedOn: day('2020-05-29'),
    doneLengthM: 370,
    recoveredCableM: 500,
    status: 'Hoàn thành',
  },
  'sharing-agreements': {
    number: 'VD-01/2020',
    host: 'Viettel',
    tenants: 'VNPT; MobiFone',
    signedOn: day('2020-01-15'),
    effectiveFrom: day('2020-02-01'),
    effectiveTo: day('2030-01-31'),
    items: 'Cột ăng ten, Nguồn điện',
    stations: 'VD-001; VD-002',
    monthlyRentVnd: 5_000_000,
    status: 'Đang hiệu lực',
    note: 'Ví dụ (xóa dòng này)',
  },
  'post-office-sites': {
    code: 'VD-001',
    name: 'Ví dụ (xóa dòng này)',
    operator: 'Vietnam Post',
    commune: 'Xã Định Trung',
    landStage: 'Đã giao đất',
    requestedAreaM2: 300,
    allocatedAreaM2: 280,
    requestedOn: day('2018-04-10'),
    decisionNo: '123/QĐ-UBND',
    decisionOn: day('2019-02-20'),
    parcel: 'Tờ 12, thửa 345',
    services: 'Bưu phẩm, thư báo',
    status: 'Đang hoạt động',
  },
};

const settable = ({ fields }: Kind): Field[] => fields.filter(({ authorityOnly, computed }) => !authorityOnly && !computed);

/** Where a record lies: a pair of columns for points, WKT for lines; agreements lie where what they cover lies. */
function placeColumns({ geometry }: Kind): [string, Cell][] {
  if (geometry.includes('Point'))
    return [
      ['Kinh độ', 105.5865],
      ['Vĩ độ', 21.3071],
    ];
  return geometry.includes('LineString') ? [['WKT', 'LINESTRING(105.5865 21.3071, 105.5899 21.3082)']] : [];
}

const GUIDE = ['Cột', 'Bắt buộc', 'Đơn vị', 'Giá trị được dùng'];
const guideRow = ({ label, required, unit, codes }: Field): Cell[] => [
  label.vi,
  required ? 'Có' : null,
  unit ?? null,
  codes?.map((code) => code.label.vi).join(', ') ?? null,
];

/** One workbook a kind: the sheet to fill in, and what each column takes. */
export async function writeTemplates(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const kind of KINDS) {
    const columns = [...settable(kind).map((field): [string, Cell] => [field.label.vi, EXAMPLES[kind.name][field.name] ?? null]), ...placeColumns(kind)];
    await writeXlsx(join(folder, `${kind.name}.xlsx`), [
      { name: 'Dữ liệu', headers: columns.map(([header]) => header), rows: [columns.map(([, cell]) => cell)] },
      { name: 'Hướng dẫn', headers: GUIDE, rows: settable(kind).map(guideRow) },
    ]);
  }
}
