import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { raw, rows, sql, type Sql } from '../database/sql.js';
import { TODAY } from '../registry/today.js';

export const LEVELS = ['province', 'district', 'commune'] as const;
export type Level = (typeof LEVELS)[number];

/**
 * Units `u` of a level on a day. When none is in force any more, the last that were: the former districts stay in use as working areas.
 */
export const unitsOn = (level: Level, day: string | undefined): Sql => {
  const on = day ? sql`${day}::date` : raw(TODAY);
  const inForce = sql`u.valid_from <= ${on} and (u.valid_to is null or u.valid_to >= ${on})`;
  return sql`select u.*, (${inForce}) as in_force from administrative_units u where u.level = ${level} and case
    when exists (select 1 from administrative_units u where u.level = ${level} and ${inForce}) then ${inForce}
    when exists (select 1 from administrative_units u where u.level = ${level} and u.valid_to < ${on})
      then u.valid_to = (select max(valid_to) from administrative_units where level = ${level} and valid_to < ${on})
    else u.valid_from = (select min(valid_from) from administrative_units where level = ${level}) end`;
};

/** A unit `u` with its parent `p` and `label` as a feature, as text. */
export const FEATURE = `'{"type":"Feature","id":' || u.id || ',"properties":' || json_build_object(
  'id', u.id, 'code', u.code, 'level', u.level, 'name', u.name, 'shortName', u.short_name, 'kind', u.kind, 'parentId', u.parent_id, 'parentName', p.name,
  'validFrom', u.valid_from, 'validTo', u.valid_to, 'inForce', u.in_force, 'areaKm2', u.area_km2, 'source', u.source,
  'labelPoint', json_build_array(round(st_x(label)::numeric, 5), round(st_y(label)::numeric, 5))) || ',"geometry":' || st_asgeojson(u.geom, 6) || '}'`;

@Injectable()
export class UnitsService {
  constructor(private readonly database: DataSource) {}

  /** FeatureCollection of the units, as text. */
  async collection(level: Level, day?: string, parent?: number): Promise<string> {
    const found = await rows<{ feature: string }>(
      this.database,
      // The middle of the largest circle inside leaves most room for a name.
      sql`select ${raw(FEATURE)} as feature from (${unitsOn(level, day)}) u
        left join administrative_units p on p.id = u.parent_id, lateral (select (st_maximuminscribedcircle(u.geom)).center as label) c
        where ${parent ? sql`u.parent_id = ${parent}` : sql`true`} order by u.code`,
    );
    return `{"type":"FeatureCollection","features":[${found.map((row) => row.feature).join(',')}]}`;
  }

  /** FeatureCollection of urban and tourist zones, as text. */
  async zones(): Promise<string> {
    const found = await rows<{ feature: string }>(
      this.database,
      sql`select json_build_object('type', 'Feature', 'id', id, 'properties', json_build_object('id', id, 'code', code, 'name', name, 'zoneKind', zone_kind,
        'approximate', approximate, 'sample', sample, 'source', source), 'geometry', st_asgeojson(geom, 6)::json)::text as feature from zones order by code`,
    );
    return `{"type":"FeatureCollection","features":[${found.map((row) => row.feature).join(',')}]}`;
  }

  /** What is known of units besides their records, each figure with its source. */
  facts(): Promise<unknown[]> {
    return rows(
      this.database,
      sql`select u.id as "unitId", u.code as "unitCode", u.name as "unitName", u.level, i.indicator, i.value, i.value_text as text, i.as_of as date, i.source, i.sample
        from unit_indicators i join administrative_units u on u.id = i.unit_id order by i.indicator, u.code`,
    );
  }
}
