import { plusDays, yearOf } from './calendar.js';
import { CommuneDraw } from './communes.js';
import type { Commune } from './communes.js';
import { VIETTEL } from './operators.js';
import type { Random } from './random.js';
import { STATION_FILES } from './station-files.js';
import { stations } from './stations.js';
import type { Station, StationSource } from './stations.js';
import { cellsOf, writeXlsx } from './tables.js';
import type { Cell } from './tables.js';

const SONG_LO = '253';
const GOOD_ROWS = 12;

/** What is wrong with one row: the cells that are not as they should be. */
type Fault = (station: Station) => Record<string, Cell>;

/** By the row's place among the records, from 0. */
const FAULTS = new Map<number, Fault>([
  [3, () => ({ 'Độ cao cột (m)': 0 })],
  [7, () => ({ 'Loại trạm': 'abc' })],
  [11, ({ geometry: { coordinates } }) => ({ 'Kinh độ': coordinates[1]!, 'Vĩ độ': coordinates[0]! })],
]);

/** New stations just on air, with codes of their own and no old certificate: nothing but the three faults is to be found. */
const fresh = (station: Station, commune: Commune, index: number, today: Date): Station => ({
  ...station,
  code: `VPC-SL-${String(index + 1).padStart(2, '0')}`,
  declared: commune,
  address: `${commune.name}, ${commune.district.name}`,
  status: 'operating',
  builtOn: plusDays(today, -120),
  onAirOn: plusDays(today, -20),
  buildingPermitNo: `${101 + index}/GPXD-${yearOf(today)}`,
  inspectionRequired: false,
  inspectionCertificateNo: null,
  inspectedOn: null,
  inspectionExpiresOn: null,
  planDecision: null,
});

/** A Viettel file of new stations in Sông Lô with three bad rows, for trying how errors are shown. */
export async function writeFaultyFile(path: string, communes: Commune[], source: StationSource, random: Random): Promise<void> {
  const rural = communes.filter(({ district, kind }) => district.code === SONG_LO && kind === 'xa');
  const columns = STATION_FILES.viettel!.columns;
  const headers = columns.map(({ header }) => header);
  const rows = Array.from({ length: GOOD_ROWS + FAULTS.size }, (_, index) => {
    const commune = rural[index % rural.length]!;
    const [station] = stations(VIETTEL, 1, { ...source, draw: new CommuneDraw([commune]) }, random);
    const record = fresh(station!, commune, index, source.today);
    const wrong = FAULTS.get(index)?.(record) ?? {};
    return cellsOf(columns, record, index).map((cell, at) => wrong[headers[at]!] ?? cell);
  });
  await writeXlsx(path, [{ name: 'Trạm mới', headers, rows }]);
}
