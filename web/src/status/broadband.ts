import type { Figures } from '../api-types';
import { languageNow } from '../text';
import { formatDate, formatNumber } from '../text/format';

/** "200.000 / 310.000 hộ, tính đến 25/12/2020. Nguồn: …" */
export const broadbandWords = (
  say: (key: string, values?: Record<string, string>) => string,
  { broadbandHouseholds, households, date, source }: NonNullable<Figures['broadband']>,
): string =>
  say('broadband.households', {
    part: formatNumber(broadbandHouseholds),
    all: formatNumber(households),
    date: formatDate(date),
    source: source[languageNow()],
  });
