import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { rows } from '../database/sql.js';
import type { KindName } from '../registry/field.js';
import { KINDS } from '../registry/kinds.js';
import { placesOf, readingsOf, type FoundPlace } from './places.js';
import { isSearchable, recordSearch, type FoundRecord } from './record-search.sql.js';
import { corrected, nearCode } from './spelling.js';
import { unitSearch, type FoundUnit } from './unit-search.sql.js';

export interface SearchResult {
  /** What was looked for: other than asked when a word was put right. */
  q: string;
  corrected: boolean;
  /** The text as a place, every way it can be read. */
  places: FoundPlace[];
  /** It can be read as a place, but none inside the province. */
  outside: boolean;
  units: FoundUnit[];
  /** Kinds in which something was found, the best first. */
  records: { kind: KindName; items: FoundRecord[] }[];
}

@Injectable()
export class SearchService {
  constructor(private readonly database: DataSource) {}

  async search(viewer: Viewer, text: string, limit: number, asOf?: string): Promise<SearchResult> {
    const readings = readingsOf(text);
    const [places, found] = await Promise.all([placesOf(this.database, readings), this.named(viewer, text, limit, asOf)]);
    const answer = { q: text, corrected: false, places, outside: readings.length > 0 && places.length === 0 };
    if (places.length || found.units.length || found.records.length) return { ...answer, ...found };
    const better = (await corrected(this.database, text)) ?? (await nearCode(this.database, viewer, text));
    return better ? { ...answer, q: better, corrected: true, ...(await this.named(viewer, better, limit, asOf)) } : { ...answer, ...found };
  }

  private async named(viewer: Viewer, text: string, limit: number, asOf?: string): Promise<Pick<SearchResult, 'units' | 'records'>> {
    if (!isSearchable(text)) return { units: [], records: [] };
    const [units, ...records] = await Promise.all([
      rows<FoundUnit>(this.database, unitSearch(text, limit)),
      ...KINDS.map(async (kind) => ({ kind: kind.name, items: await rows<FoundRecord>(this.database, recordSearch(kind, viewer, text, limit, asOf)) })),
    ]);
    return { units, records: records.filter(({ items }) => items.length > 0) };
  }
}
