const DAY_MS = 86_400_000;

const IN_VIETNAM = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short' });

/** The register's today: Vietnam's, wherever the reader is. */
export const today = (): string => IN_VIETNAM.format(new Date());

/** Whole days since 1970; days are counted, not instants, so no time zone comes in. */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
export const dayFrom = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);

/** The same day so many months later, or the last day of a shorter month. */
export function monthsLater(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}
