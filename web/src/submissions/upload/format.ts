import { formatNumber } from '../../text/format';

const MEGABYTE = 1024 * 1024;

/** Megabytes with one decimal; small files in kilobytes. */
export const formatMegabytes = (bytes: number): string =>
  bytes < MEGABYTE ? `${formatNumber(Math.ceil(bytes / 1024))} KB` : `${formatNumber(bytes / MEGABYTE, 1)} MB`;

/** "12,4 / 80,2": the unit stands once. */
export const formatPart = (part: number, whole: number): string =>
  whole < MEGABYTE ? `${formatNumber(Math.ceil(part / 1024))} / ${formatMegabytes(whole)}` : `${formatNumber(part / MEGABYTE, 1)} / ${formatMegabytes(whole)}`;
