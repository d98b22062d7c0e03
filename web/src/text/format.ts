import { languageNow } from '.';

const locale = () => (languageNow() === 'vi' ? 'vi-VN' : 'en-GB');

const written = new Map<string, Intl.NumberFormat>();

/** Made once: making one takes far longer than writing a number, and a map writes hundreds while it moves. */
function numberFormat(least: number, most: number): Intl.NumberFormat {
  const key = `${locale()} ${least} ${most}`;
  let format = written.get(key);
  if (!format) written.set(key, (format = new Intl.NumberFormat(locale(), { minimumFractionDigits: least, maximumFractionDigits: most })));
  return format;
}

export const formatNumber = (value: number, digits = 0): string => numberFormat(0, digits).format(value);

/** A share of one, as percent with one decimal: 64,5 %. */
export const formatShare = (value: number): string => `${numberFormat(1, 1).format(value * 100)} %`;

/** Metres below one kilometre, else kilometres with one decimal. */
export const formatLength = (metres: number): string => (metres < 1000 ? `${formatNumber(metres)} m` : `${numberFormat(1, 1).format(metres / 1000)} km`);

/** dd/MM/yyyy in Vietnamese, yyyy-MM-dd in English; takes a day or an instant. */
export function formatDate(iso: string | null | undefined): string {
  if (!iso) return '';
  const day = iso.length > 10 ? localDay(new Date(iso)) : iso;
  return languageNow() === 'vi' ? day.split('-').reverse().join('/') : day;
}

/** A day in words: 25 tháng 12, 2020. */
export const formatDay = (day: string): string =>
  new Intl.DateTimeFormat(locale(), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

/** Day and time in Vietnam, wherever the reader is: the register's days are Vietnam's days. */
export function formatInstant(iso: string | null | undefined): string {
  if (!iso) return '';
  return `${formatDate(iso)} ${IN_VIETNAM.format(new Date(iso)).slice(-5)}`;
}

// The Swedish way of writing is ISO's: 2020-12-25 08:00.
const IN_VIETNAM = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short', timeStyle: 'short' });
const localDay = (at: Date) => IN_VIETNAM.format(at).slice(0, 10);

/** How long ago, in the largest whole unit: "3 ngày". */
export function formatAge(iso: string): string {
  const minutes = Math.max(1, Math.round((Date.now() - new Date(iso).getTime()) / 60_000));
  const [value, unit] = minutes < 60 ? [minutes, 'minute'] : minutes < 1440 ? [Math.round(minutes / 60), 'hour'] : [Math.round(minutes / 1440), 'day'];
  return new Intl.NumberFormat(locale(), { style: 'unit', unit: unit as string, unitDisplay: 'long' }).format(value as number);
}
