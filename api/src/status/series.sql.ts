import type { Viewer } from '../access/viewer.js';
import { join, raw, sql, type Sql } from '../database/sql.js';
import { fieldOf, type Kind } from '../registry/field.js';
import { kindNamed } from '../registry/kinds.js';
import { conditions } from '../registry/record-filter.js';
import type { RecordQuery } from '../registry/record-query.js';
import { endOf, versionRows, visibleRecords } from '../registry/visible-records.js';
import type { Entry } from './figures.js';
import { countedFigures, singly } from './figures.sql.js';

/** All versions of a kind's records that lay in a unit (or anywhere), read once for all days; `metres`: their length in it. */
function versionsIn(kind: Kind, unit: number | null): Sql {
  const versions = raw(versionRows(kind, ', v.valid_from as known_from, v.valid_to as known_to', `, r.updated_at, 'infinity'`));
  if (unit === null)
    return sql`select v.*, ${raw(fieldOf(kind, 'drawnLengthM') ? 'st_length(v.geom::geography)' : 'null::float8')} as metres from (${versions}) v`;
  return sql`select v.*, l.length_m as metres from placements l join (${versions}) v on v.id = l.record_id and v.revision = l.revision where l.unit_id = ${unit}`;
}

const onDay = (entry: Entry, viewer: Viewer, query: RecordQuery, day: string): Sql => {
  const kind = kindNamed(entry.kind);
  const known = raw(`(select * from versions w where w.known_from < ${endOf(day)} and w.known_to >= ${endOf(day)})`);
  return sql`select ${day}::text as day, ${countedFigures(entry)} as figures
    from (
      select v.*, v.metres * v.done_share as done_m
      from (
        select v.*, ${singly(kind)}
        from (select c.*, w.metres from (${visibleRecords(kind, viewer, day, known)}) c join versions w on w.id = c.id and w.revision = c.revision) v) v) v
    where ${conditions(kind, query, true)}`;
};

/** Figures of one kind on each of the days, in one unit or (null) of the whole register. Same rows, same policy as the list of that day. */
export const seriesOf = (entry: Entry, viewer: Viewer, query: RecordQuery, unit: number | null, days: string[]): Sql =>
  sql`with versions as materialized (${versionsIn(kindNamed(entry.kind), unit)})
    ${join(
      days.map((day) => onDay(entry, viewer, query, day)),
      ' union all ',
    )}`;
