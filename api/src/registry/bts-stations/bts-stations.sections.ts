import type { Section } from '../field.js';

/** How a station is filled in. */
export const BTS_STATION_SECTIONS: Section[] = [
  { label: { vi: 'Trạm', en: 'Station' }, fields: ['code', 'name', 'owner', 'mastOwner', 'status'] },
  { label: { vi: 'Địa chỉ', en: 'Address' }, fields: ['address', 'declaredDistrict', 'declaredCommune'] },
  {
    label: { vi: 'Cột và thiết bị', en: 'Mast and equipment' },
    fields: ['structure', 'placement', 'mastType', 'mastClass', 'heightM', 'buildingHeightM', 'technologies', 'transmitPowerW'],
  },
  { label: { vi: 'Dùng chung', en: 'Sharing' }, fields: ['shareable', 'sharingNote'] },
  { label: { vi: 'Thời gian và giấy tờ', en: 'Dates and papers' }, fields: ['builtOn', 'onAirOn', 'buildingPermitNo', 'planDecision', 'consentNo'] },
  { label: { vi: 'Kiểm định', en: 'Inspection' }, fields: ['inspectionRequired', 'inspectionCertificateNo', 'inspectedOn', 'inspectionExpiresOn'] },
  { label: { vi: 'Chuyển đổi', en: 'Conversion' }, fields: ['conversionPlannedFor', 'convertedOn'] },
  { label: { vi: 'Ghi chú', en: 'Note' }, fields: ['note'] },
];
