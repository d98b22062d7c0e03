import { labelsOf, yesNo } from './labels.js';
import { nameOf } from './operators.js';
import type { Station } from './stations.js';
import type { Column, CsvStyle } from './tables.js';
import { toTm3 } from './vn2000.js';

type Columns = Column<Station>[];

const label = (field: string, synonym?: number): ((value: string) => string) => labelsOf('bts-stations', field, synonym);
const [structure, structureFirst, structureShort] = [label('structure'), label('structure', 0), label('structure', 4)];
const [mastType, mastTypeFirst] = [label('mastType'), label('mastType', 0)];
const [placement, placementFirst] = [label('placement'), label('placement', 0)];
const [status, statusFirst] = [label('status'), label('status', 0)];

const lon: Column<Station>['of'] = ({ geometry }) => geometry.coordinates[0]!;
const lat: Column<Station>['of'] = ({ geometry }) => geometry.coordinates[1]!;
const centimetres = (metres: number): number => Number(metres.toFixed(2));

/** "Phường Tích Sơn" as "P. Tích Sơn". */
const abbreviated = (name: string): string =>
  name.replace(
    /^(Thành phố|Huyện|Phường|Xã|Thị trấn) /,
    (kind) => ({ 'Thành phố ': 'TP. ', 'Huyện ': 'H. ', 'Phường ': 'P. ', 'Xã ': 'X. ', 'Thị trấn ': 'TT. ' })[kind]!,
  );

const VIETTEL: Columns = [
  { header: 'STT', of: (_, index) => index + 1 },
  { header: 'Mã trạm', of: ({ code }) => code },
  { header: 'Tên trạm', of: ({ name }) => name },
  { header: 'Doanh nghiệp', of: ({ owner }) => nameOf(owner) },
  { header: 'Chủ sở hữu cột', of: ({ owner }) => nameOf(owner) },
  { header: 'Địa chỉ', of: ({ address }) => address },
  { header: 'Quận/Huyện', of: ({ declared }) => declared.district.name },
  { header: 'Xã/Phường', of: ({ declared }) => declared.name },
  { header: 'Kinh độ', of: lon },
  { header: 'Vĩ độ', of: lat },
  { header: 'Loại trạm', of: (station) => structure(station.structure) },
  { header: 'Loại cột', of: ({ mastClass }) => mastClass },
  { header: 'Kiểu cột', of: (station) => mastType(station.mastType) },
  { header: 'Vị trí đặt cột', of: (station) => placement(station.placement) },
  { header: 'Độ cao cột (m)', of: ({ heightM }) => heightM },
  { header: 'Chiều cao công trình (m)', of: ({ buildingHeightM }) => buildingHeightM },
  { header: 'Công nghệ', of: ({ technologies }) => technologies.join(', ') },
  { header: 'Tổng công suất (W)', of: ({ transmitPowerW }) => transmitPowerW },
  { header: 'Khả năng dùng chung', of: ({ shareable }) => yesNo(shareable) },
  { header: 'TG xây dựng', of: ({ builtOn }) => builtOn },
  { header: 'Ngày phát sóng', of: ({ onAirOn }) => onAirOn },
  { header: 'Giấy phép xây dựng', of: ({ buildingPermitNo }) => buildingPermitNo },
  { header: 'Phải kiểm định', of: ({ inspectionRequired }) => yesNo(inspectionRequired) },
  { header: 'Giấy kiểm định', of: ({ inspectionCertificateNo }) => inspectionCertificateNo },
  { header: 'Ngày cấp', of: ({ inspectedOn }) => inspectedOn },
  { header: 'Ngày hết hạn', of: ({ inspectionExpiresOn }) => inspectionExpiresOn },
  { header: 'Năm chuyển đổi', of: ({ conversionPlannedFor }) => conversionPlannedFor },
  { header: 'QĐ quy hoạch', of: ({ planDecision }) => planDecision },
  { header: 'Tình trạng', of: (station) => status(station.status) },
  { header: 'Ghi chú', of: () => 'Dữ liệu mẫu' },
];

const VNPT: Columns = [
  { header: 'STT', of: (_, index) => index + 1 },
  { header: 'Mã nhà trạm', of: ({ code }) => code },
  { header: 'Tên nhà trạm', of: ({ name }) => name },
  { header: 'Tên DN', of: ({ owner }) => nameOf(owner) },
  { header: 'Vị trí lắp đặt', of: ({ address }) => address },
  { header: 'Huyện TXTP', of: ({ declared }) => declared.district.shortName },
  { header: 'Xã phường', of: ({ declared }) => declared.shortName },
  { header: 'Long', of: lon },
  { header: 'Lat', of: lat },
  { header: 'Loại hình trạm', of: (station) => structureFirst(station.structure) },
  { header: 'Phân loại cột', of: ({ mastClass }) => mastClass },
  { header: 'Dạng cột', of: (station) => mastTypeFirst(station.mastType) },
  { header: 'Nơi đặt cột', of: (station) => placementFirst(station.placement) },
  { header: 'Độ cao trạm', of: ({ heightM }) => heightM },
  { header: 'Độ cao công trình', of: ({ buildingHeightM }) => buildingHeightM },
  { header: 'Loại công nghệ', of: ({ technologies }) => technologies.join(',') },
  { header: 'Công suất', of: ({ transmitPowerW }) => transmitPowerW },
  { header: 'Chia sẻ hạ tầng', of: ({ shareable }) => yesNo(shareable) },
  { header: 'Thời gian xây dựng', of: ({ builtOn }) => builtOn },
  { header: 'TG phát sóng', of: ({ onAirOn }) => onAirOn },
  { header: 'GPXD', of: ({ buildingPermitNo }) => buildingPermitNo },
  { header: 'Thuộc diện kiểm định', of: ({ inspectionRequired }) => yesNo(inspectionRequired) },
  { header: 'Số giấy kiểm định', of: ({ inspectionCertificateNo }) => inspectionCertificateNo },
  { header: 'Ngày kiểm định', of: ({ inspectedOn }) => inspectedOn },
  { header: 'Có giá trị đến', of: ({ inspectionExpiresOn }) => inspectionExpiresOn },
  { header: 'Kế hoạch chuyển đổi', of: ({ conversionPlannedFor }) => conversionPlannedFor },
  { header: 'Quyết định quy hoạch', of: ({ planDecision }) => planDecision },
  { header: 'Hiện trạng', of: (station) => statusFirst(station.status) },
  { header: 'Ghi chú', of: () => 'Dữ liệu mẫu' },
];

const MOBIFONE: Columns = [
  { header: 'TT', of: (_, index) => index + 1 },
  { header: 'Mã BTS', of: ({ code }) => code },
  { header: 'Tên BTS', of: ({ name }) => name },
  { header: 'Đơn vị quản lý', of: ({ owner }) => nameOf(owner) },
  // In Vietnamese surveying X is the northing.
  { header: 'Tọa độ X', of: ({ geometry }) => centimetres(toTm3(geometry.coordinates).northing) },
  { header: 'Tọa độ Y', of: ({ geometry }) => centimetres(toTm3(geometry.coordinates).easting) },
  { header: 'Huyện, thành phố', of: ({ declared }) => abbreviated(declared.district.name) },
  { header: 'Xã, phường, thị trấn', of: ({ declared }) => abbreviated(declared.name) },
  { header: 'Kiểu trạm', of: (station) => structureShort(station.structure) },
  { header: 'Kiểu cột', of: (station) => mastType(station.mastType) },
  { header: 'Vị trí cột', of: (station) => placementFirst(station.placement) },
  { header: 'Cao cột', of: ({ heightM }) => heightM },
  { header: 'Công nghệ sử dụng', of: ({ technologies }) => technologies.join('/') },
  { header: 'Dùng chung', of: ({ shareable }) => yesNo(shareable) },
  { header: 'Ngày đưa vào hoạt động', of: ({ onAirOn }) => onAirOn },
  { header: 'Số giấy phép xây dựng', of: ({ buildingPermitNo }) => buildingPermitNo },
  { header: 'Bắt buộc kiểm định', of: ({ inspectionRequired }) => yesNo(inspectionRequired) },
  { header: 'Giấy CN kiểm định', of: ({ inspectionCertificateNo }) => inspectionCertificateNo },
  { header: 'Ngày kiểm định', of: ({ inspectedOn }) => inspectedOn },
  { header: 'Hết hạn kiểm định', of: ({ inspectionExpiresOn }) => inspectionExpiresOn },
  { header: 'Năm chuyển đổi dự kiến', of: ({ conversionPlannedFor }) => conversionPlannedFor },
  { header: 'Trạng thái', of: (station) => statusFirst(station.status) },
  { header: 'Ghi chú', of: () => 'Dữ liệu mẫu' },
];

const VIETNAMOBILE: Columns = [
  { header: 'Mã trạm', of: ({ code }) => code },
  { header: 'Tên trạm', of: ({ name }) => name },
  { header: 'Doanh nghiệp', of: ({ owner }) => nameOf(owner) },
  { header: 'Địa chỉ', of: ({ address }) => address },
  { header: 'Huyện', of: ({ declared }) => declared.district.name },
  { header: 'Xã', of: ({ declared }) => declared.name },
  { header: 'Loại trạm', of: (station) => structure(station.structure) },
  { header: 'Kiểu cột', of: (station) => mastType(station.mastType) },
  { header: 'Vị trí đặt cột', of: (station) => placement(station.placement) },
  { header: 'Chiều cao cột', of: ({ heightM }) => heightM },
  { header: 'Công nghệ', of: ({ technologies }) => technologies.join(', ') },
  { header: 'Khả năng dùng chung', of: ({ shareable }) => yesNo(shareable) },
  { header: 'Ngày phát sóng', of: ({ onAirOn }) => onAirOn },
  { header: 'Phải kiểm định', of: ({ inspectionRequired }) => yesNo(inspectionRequired) },
  { header: 'Giấy kiểm định', of: ({ inspectionCertificateNo }) => inspectionCertificateNo },
  { header: 'Ngày cấp', of: ({ inspectedOn }) => inspectedOn },
  { header: 'Ngày hết hạn', of: ({ inspectionExpiresOn }) => inspectionExpiresOn },
  { header: 'Tình trạng', of: (station) => status(station.status) },
  { header: 'Ghi chú', of: () => 'Dữ liệu mẫu' },
];

const LON_LAT: Columns = [
  { header: 'Kinh độ', of: lon },
  { header: 'Vĩ độ', of: lat },
];

/** How an operator sends its stations: the usual format, and the style of a CSV when there are too many for it. */
export interface StationFile {
  format: 'xlsx' | 'csv' | 'geojson';
  columns: Columns;
  csvColumns: Columns;
  style: CsvStyle;
  crs: string | null;
}

const COMMAS: CsvStyle = { separator: ';', decimal: ',' };
const POINTS: CsvStyle = { separator: ',', decimal: '.' };

export const STATION_FILES: Record<string, StationFile> = {
  viettel: { format: 'xlsx', columns: VIETTEL, csvColumns: VIETTEL, style: POINTS, crs: null },
  vnpt: { format: 'csv', columns: VNPT, csvColumns: VNPT, style: COMMAS, crs: null },
  mobifone: { format: 'xlsx', columns: MOBIFONE, csvColumns: MOBIFONE, style: POINTS, crs: 'EPSG:5897' },
  vietnamobile: { format: 'geojson', columns: VIETNAMOBILE, csvColumns: [...VIETNAMOBILE, ...LON_LAT], style: POINTS, crs: null },
};
