import { plusDays, plusYears } from './calendar.js';
import { labelsOf } from './labels.js';
import type { Random } from './random.js';
import type { Segment } from './segments.js';
import type { Station } from './stations.js';
import type { Column } from './tables.js';

/** What operators send years later: only the columns that changed, for the records that changed. */
export const LATER = new Date('2026-09-30T00:00:00Z');

export interface Renewal {
  code: string;
  certificateNo: string;
  inspectedOn: Date;
  expiresOn: Date;
}

const CERTIFICATE_YEARS = 5;
/** Share of operators' certificates that were renewed in time; the others are what an inspector should find. */
const RENEWED = 0.93;

export function renewals(stations: Station[], random: Random): Renewal[] {
  return stations
    .filter(({ status, inspectionExpiresOn }) => status === 'operating' && inspectionExpiresOn && inspectionExpiresOn < LATER)
    .filter(() => random.chance(RENEWED))
    .map(({ code }, index) => {
      const inspectedOn = plusDays(LATER, -random.integer(20, 1600));
      return { code, certificateNo: `KĐ-${inspectedOn.getUTCFullYear()}/${2000 + index}`, inspectedOn, expiresOn: plusYears(inspectedOn, CERTIFICATE_YEARS) };
    });
}

export const RENEWAL_COLUMNS: Column<Renewal>[] = [
  { header: 'Mã trạm', of: ({ code }) => code },
  { header: 'Số giấy kiểm định', of: ({ certificateNo }) => certificateNo },
  { header: 'Ngày cấp', of: ({ inspectedOn }) => inspectedOn },
  { header: 'Ngày hết hạn', of: ({ expiresOn }) => expiresOn },
];

export interface Completion {
  code: string;
  completedOn: Date;
  doneLengthM: number;
  asBuiltLengthM: number;
}

const COMPLETED = 0.8;

/** Segments whose year has come are mostly done by then. */
export function completions(segments: (Segment & { drawnM: number })[], random: Random): Completion[] {
  return segments
    .filter(({ status, plannedYear }) => (status === 'planned' || status === 'in_progress') && plannedYear < LATER.getUTCFullYear())
    .filter(() => random.chance(COMPLETED))
    .map(({ code, plannedYear, startedOn, drawnM }) => {
      const asBuiltLengthM = Math.round(drawnM * random.between(0.98, 1.02));
      const inYear = new Date(Date.UTC(Math.max(plannedYear, 2021), random.integer(6, 11), random.integer(1, 28)));
      const completedOn = startedOn && startedOn > inYear ? plusDays(startedOn, 120) : inYear;
      return { code, completedOn, doneLengthM: asBuiltLengthM, asBuiltLengthM };
    });
}

const completed = labelsOf('cable-segments', 'status')('completed');

export const COMPLETION_COLUMNS: Column<Completion>[] = [
  { header: 'Mã tuyến', of: ({ code }) => code },
  { header: 'Tình trạng', of: () => completed },
  { header: 'Ngày hoàn thành', of: ({ completedOn }) => completedOn },
  { header: 'Chiều dài đã làm', of: ({ doneLengthM }) => doneLengthM },
  { header: 'Chiều dài (m)', of: ({ asBuiltLengthM }) => asBuiltLengthM },
];
