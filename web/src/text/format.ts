import { languageNow } from '.';

const locale = () => (languageNow() === 'vi' ? 'vi-VN' : 'en-GB');

export const formatNumber = (value: number, digits = 0): string =>
  new Intl.NumberFormat(locale(), { minimumFractionDigits: 0, maximumFractionDigits: digits }).format(value);

/** A share of one, as percent with one decimal: 64,5 %. */
export const formatShare = (value: number): string =>
  `${new Intl.NumberFormat(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value * 100)} %`;

/** Metres below one kilometre, else kilometres with one decimal. */
export const formatLength = (metres: number): string =>
  metres < 1000
    ? `${formatNumber(metres)} m`
    : `${new Intl.NumberFormat(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(metres / 1000)} km`;

/** dd/MM/yyyy in Vietnamese, yyyy-MM-dd in English; takes a day or an instant. */
export function formatDate(iso: string | null | undefined): string {
  if (!iso) return '';
  const day = iso.length > 10 ? localDay(new Date(iso)) : iso;
  return languageNow() === 'vi' ? day.split('-').reverse().join('/') : day;
}

export function formatInstant(iso: string | null | undefined): string {
  if (!iso) return '';
  const at = new Date(iso);
  const time = `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
  return `${formatDate(iso)} ${time}`;
}

const localDay = (at: Date) => `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`;

/** How long ago, in the largest whole unit: "3 ngày". */
export function formatAge(iso: string): string {
  const minutes = Math.max(1, Math.round((Date.now() - new Date(iso).getTime()) / 60_000));
  const [value, unit] = minutes < 60 ? [minutes, 'minute'] : minutes < 1440 ? [Math.round(minutes / 60), 'hour'] : [Math.round(minutes / 1440), 'day'];
  return new Intl.NumberFormat(locale(), { style: 'unit', unit: unit as string, unitDisplay: 'long' }).format(value as number);
}
