import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AGREEMENT_COLUMNS } from './agreement-files.js';
import { agreements, HOST_CODES } from './agreements.js';
import type { Host } from './agreements.js';
import { day } from './calendar.js';
import { lengthM } from './ground.js';
import { CommuneDraw, readCommunes, readDistricts, readZones } from './communes.js';
import { writeFaultyFile } from './faulty-file.js';
import { indicators } from './indicators.js';
import { OPERATORS } from './operators.js';
import type { Operator } from './operators.js';
import { Placing } from './placing.js';
import { Random } from './random.js';
import { SEGMENT_COLUMNS, SEGMENT_COLUMNS_WKT } from './segment-files.js';
import { segments } from './segments.js';
import type { Segment } from './segments.js';
import { Streets } from './streets.js';
import { SITE_COLUMNS, sites } from './sites.js';
import { STATION_FILES } from './station-files.js';
import { stations } from './stations.js';
import type { Station, StationSource } from './stations.js';
import { cellsOf, writeCsv, writeGeoJson, writeXlsx } from './tables.js';
import type { Column, CsvStyle } from './tables.js';
import { writeTemplates } from './templates.js';
import { COMPLETION_COLUMNS, completions, LATER, RENEWAL_COLUMNS, renewals } from './updates.js';

/** Above this, files are streamed as CSV: sheets and feature collections would have to fit in memory. */
const STREAM_ABOVE = 5000;
/** Masts of a host that agreements may name. */
const MASTS_KEPT = 300;

const COMMAS: CsvStyle = { separator: ';', decimal: ',' };
const LATER_DAY = LATER.toISOString().slice(0, 10);
const POINTS: CsvStyle = { separator: ',', decimal: '.' };

interface Options {
  stations: number;
  segments: number;
  seed: number;
  /** The files look as sent on this day: inspections, plans and agreements lie around it. */
  date: string;
  out: string;
  templates?: string;
  geoData: string;
}

interface Listed {
  file: string;
  kind: string;
  owner: string;
  submittedBy: string;
  crs: string | null;
  recordedOn: string;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      stations: { type: 'string', default: '400' },
      segments: { type: 'string', default: '60' },
      seed: { type: 'string', default: '7' },
      date: { type: 'string', default: '2020-12-25' },
      out: { type: 'string', default: 'geo-data/sample' },
      templates: { type: 'string' },
      'geo-data': { type: 'string', default: 'geo-data' },
    },
  });
  const whole = (name: 'stations' | 'segments' | 'seed'): number => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} must be a whole number, not "${values[name]}"`);
    return value;
  };
  if (Number.isNaN(day(values.date).getTime())) throw new Error(`--date must be like 2020-12-25, not "${values.date}"`);
  return {
    stations: whole('stations'),
    segments: whole('segments'),
    seed: whole('seed'),
    date: values.date,
    out: values.out,
    templates: values.templates,
    geoData: values['geo-data'],
  };
}

/** Writes the files of one run and keeps the list of what was written. */
class Run {
  private readonly listed: Listed[] = [];
  private readonly random: Random;
  private readonly today: Date;
  private readonly districts;
  private readonly communes;
  private readonly source: StationSource;
  private readonly masts = new Map<string, string[]>();
  /** Kept for the updates of a small run; a large one would not fit in memory. */
  private readonly kept: Station[] = [];

  constructor(private readonly options: Options) {
    this.random = new Random(options.seed);
    this.today = day(options.date);
    this.districts = readDistricts(options.geoData);
    this.communes = readCommunes(options.geoData, this.districts);
    this.source = { placing: new Placing(), draw: new CommuneDraw(this.communes), zones: readZones(options.geoData), today: this.today };
  }

  async write(): Promise<void> {
    await mkdir(this.options.out, { recursive: true });
    for (const [operator, count] of this.shares()) await this.writeStations(operator, count);
    const lines = await this.writeSegments();
    await this.writeSites();
    for (const host of HOST_CODES) await this.writeAgreements(host, lines);
    if (this.options.stations <= STREAM_ABOVE) await this.writeUpdates(lines);
    await writeFaultyFile(this.path('operator-file-with-errors.xlsx'), this.communes, this.source, this.random.fork('faulty'));
    await this.writeJson('indicators.json', indicators());
    await this.writeJson('manifest.json', this.listed);
    if (this.options.templates) await writeTemplates(this.options.templates);
  }

  private shares(): [Operator, number][] {
    const counts = OPERATORS.map(({ share }) => Math.round(share * this.options.stations));
    counts[0]! += this.options.stations - counts.reduce((sum, count) => sum + count, 0);
    return OPERATORS.map((operator, index) => [operator, counts[index]!]);
  }

  private async writeStations(operator: Operator, count: number): Promise<void> {
    const { format, columns, csvColumns, style, crs } = STATION_FILES[operator.code]!;
    const written = this.options.stations > STREAM_ABOVE ? 'csv' : format;
    const records = this.noting(stations(operator, count, this.source, this.random.fork(`stations-${operator.code}`)));
    const path = this.list(`stations-${operator.code}.${written}`, 'bts-stations', operator.code, crs);
    if (written === 'csv') await writeCsv(path, csvColumns, records, style);
    else if (written === 'xlsx') await writeXlsx(path, [sheetOf('Trạm BTS', columns, [...records])]);
    else await writeGeoJson(path, columns, [...records]);
  }

  /** Remembers masts that agreements may name, while the stations pass by. */
  private *noting(records: Iterable<Station>): Generator<Station> {
    for (const station of records) {
      const known = this.masts.get(station.owner) ?? [];
      if (station.status === 'operating' && station.shareable && known.length < MASTS_KEPT) this.masts.set(station.owner, [...known, station.code]);
      if (this.options.stations <= STREAM_ABOVE) this.kept.push(station);
      yield station;
    }
  }

  /** The same records years later, so that the register has a history to look back on. */
  private async writeUpdates(lines: Segment[]): Promise<void> {
    for (const { code } of OPERATORS) {
      const renewed = renewals(
        this.kept.filter((station) => station.owner === code),
        this.random.fork(`renewals-${code}`),
      );
      await writeCsv(this.list(`renewals-${code}-2026.csv`, 'bts-stations', code, null, LATER_DAY), RENEWAL_COLUMNS, renewed, COMMAS);
    }
    for (const lead of ['vnpt', 'viettel']) {
      const own = lines.filter((line) => line.leadOrganization === lead).map((line) => ({ ...line, drawnM: lengthM(line.geometry.coordinates) }));
      const path = this.list(`segments-${lead}-2026.csv`, 'cable-segments', lead, null, LATER_DAY);
      await writeCsv(path, COMPLETION_COLUMNS, completions(own, this.random.fork(`completions-${lead}`)), COMMAS);
    }
  }

  private async writeSegments(): Promise<Segment[]> {
    const ofVnpt = Math.round((this.options.segments * 35) / 60);
    const source = { districts: this.districts, communes: this.communes, today: this.today, drawn: new Streets() };
    const vnpt = segments('vnpt', ofVnpt, source, this.random.fork('segments-vnpt'));
    const viettel = segments('viettel', this.options.segments - ofVnpt, source, this.random.fork('segments-viettel'));
    await writeGeoJson(this.list('segments-vnpt.geojson', 'cable-segments', 'vnpt'), SEGMENT_COLUMNS, vnpt);
    await writeCsv(this.list('segments-viettel.csv', 'cable-segments', 'viettel'), SEGMENT_COLUMNS_WKT, viettel, POINTS);
    return [...vnpt, ...viettel];
  }

  private async writeSites(): Promise<void> {
    const notice = JSON.parse(await readFile(join(this.options.geoData, 'facts/notice-2020.json'), 'utf8')) as { postOfficeSites: { communeCode: string }[] };
    const named = new Set(notice.postOfficeSites.map(({ communeCode }) => communeCode));
    const records = sites(40, this.communes, named, this.today, this.random.fork('sites'));
    await writeCsv(this.list('post-office-sites-vnpost.csv', 'post-office-sites', 'vnpost'), SITE_COLUMNS, records, POINTS);
  }

  private async writeAgreements(host: Host, lines: Segment[]): Promise<void> {
    const records = agreements(host, this.masts.get(host) ?? [], lines, this.today, this.random.fork(`agreements-${host}`));
    const path = this.list(`agreements-${host}.${host === 'viettel' ? 'xlsx' : 'csv'}`, 'sharing-agreements', host);
    if (host === 'viettel') await writeXlsx(path, [sheetOf('Thỏa thuận', AGREEMENT_COLUMNS, records)]);
    else await writeCsv(path, AGREEMENT_COLUMNS, records, host === 'vnpt' ? COMMAS : POINTS);
  }

  private path(file: string): string {
    return join(this.options.out, file);
  }

  private list(file: string, kind: string, owner: string, crs: string | null = null, recordedOn = this.options.date): string {
    this.listed.push({ file, kind, owner, submittedBy: owner, crs, recordedOn });
    return this.path(file);
  }

  private writeJson(file: string, content: object): Promise<void> {
    return writeFile(this.path(file), `${JSON.stringify(content, null, 2)}\n`);
  }
}

const sheetOf = <T>(name: string, columns: Column<T>[], records: T[]) => ({
  name,
  headers: columns.map(({ header }) => header),
  rows: records.map((record, index) => cellsOf(columns, record, index)),
});

await new Run(readOptions()).write();
