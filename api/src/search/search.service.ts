import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { rows } from '../database/sql.js';
import { KINDS } from '../registry/kinds.js';
import type { Found, FoundRecord, FoundUnit } from './answers.js';
import { placesOf, readingsOf } from './places.js';
import { isSearchable, recordSearch } from './record-search.sql.js';
import { corrected, nearCode } from './spelling.js';
import { unitSearch } from './unit-search.sql.js';

@Injectable()
export class SearchService {
  constructor(private readonly database: DataSource) {}

  async search(viewer: Viewer, text: string, limit: number, asOf?: string): Promise<Found> {
    const readings = readingsOf(text);
    const [places, found] = await Promise.all([placesOf(this.database, readings), this.named(viewer, text, limit, asOf)]);
    const answer = { q: text, corrected: false, places, outside: readings.length > 0 && places.length === 0 };
    if (places.length || found.units.length || found.records.length) return { ...answer, ...found };
    const better = (await corrected(this.database, text)) ?? (await nearCode(this.database, viewer, text));
    return better ? { ...answer, q: better, corrected: true, ...(await this.named(viewer, better, limit, asOf)) } : { ...answer, ...found };
  }

  private async named(viewer: Viewer, text: string, limit: number, asOf?: string): Promise<Pick<Found, 'units' | 'records'>> {
    if (!isSearchable(text)) return { units: [], records: [] };
    const [units, ...records] = await Promise.all([
      rows<FoundUnit>(this.database, unitSearch(text, limit)),
      ...KINDS.map(async (kind) => ({ kind: kind.name, items: await rows<FoundRecord>(this.database, recordSearch(kind, viewer, text, limit, asOf)) })),
    ]);
    return { units, records: records.filter(({ items }) => items.length > 0) };
  }
}
