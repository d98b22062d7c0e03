import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { raw, row, sql, type Sql } from '../database/sql.js';
import type { Kind } from './field.js';
import { afterCursor, writeCursor } from './record-filter.js';
import type { RecordQuery } from './record-query.js';
import { chosen, RecordsService } from './records.service.js';

export interface FeaturePage {
  /** GeoJSON features, separated by commas, as PostGIS wrote them. */
  features: string;
  count: number;
  next: string | null;
}

const DEFAULT_FEATURES = 1000;
/** Seven decimals of a degree are about a centimetre. */
const DECIMALS = 7;

/** A row as a GeoJSON feature with its id in front, which `ST_AsGeoJSON` cannot do before PostGIS 3.5. */
export const featureSql = (kind: Kind): Sql => {
  const properties = kind.fields.map((field) => `v."${field.name}"`).join(', ');
  return raw(`(select '{"id":' || v.id || ',' || substr(st_asgeojson(f, 'geom', ${DECIMALS}), 2) from
    (select v.geom, ${properties}, v.revision, v.sample, v.source, v."updatedAt") f)`);
};

@Injectable()
export class FeaturesService {
  constructor(
    private readonly database: DataSource,
    private readonly records: RecordsService,
  ) {}

  /** One page of features by id. PostGIS writes the JSON; here it is only carried through. */
  async page(kind: Kind, viewer: Viewer, query: RecordQuery, limit: number): Promise<FeaturePage> {
    const byId = { ...query, sort: undefined };
    const found = await row<{ features: string | null; count: number; last: number }>(
      this.database,
      sql`select string_agg(p.feature, ',' order by p.id) as features, count(*) as count, max(p.id) as last
        from (select v.id, ${featureSql(kind)} as feature ${chosen(kind, viewer, byId)}${afterCursor(kind, byId)} order by v.id limit ${limit}) p`,
    );
    const { features, count, last } = found!;
    return { features: features ?? '', count, next: count === limit ? writeCursor({ value: null, id: last }) : null };
  }

  /** A FeatureCollection of one page, as text. */
  async collection(kind: Kind, viewer: Viewer, query: RecordQuery): Promise<string> {
    const page = await this.page(kind, viewer, query, query.limit ?? DEFAULT_FEATURES);
    // A first page that holds everything need not be counted again.
    const matched = query.cursor || page.next === null ? undefined : await this.records.count(kind, viewer, query);
    const numberMatched = query.cursor ? undefined : (matched ?? page.count);
    return `{"type":"FeatureCollection","numberMatched":${numberMatched ?? 'null'},"numberReturned":${page.count},"next":${JSON.stringify(page.next)},"features":[${page.features}]}`;
  }
}
