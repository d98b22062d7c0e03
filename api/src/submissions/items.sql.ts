import { float8s, int4s } from '../database/binary-arrays.js';
import { Utf8 } from '../database/large-query.js';
import { empty, join, raw, sql, type Sql } from '../database/sql.js';
import { toEwkb } from '../geo/geometry.js';
import { columnOf, type Kind } from '../registry/field.js';
import { joinCells, partOf, PART_END, ROW_END } from './cells.js';
import { differs } from './checks/compare.js';
import type { ReadRow, ReadValues } from './reading/rows.js';

const ewkbOf = ({ geometry, srid }: ReadValues): string | null => (geometry ? toEwkb(geometry, srid) : null);

/**
 * A place in WGS 84 from numbers in the file's system, or from a geometry. Rounded to 1e-7 degrees (about a centimetre):
 * finer digits are noise of the conversion and would make an unchanged record look changed.
 * Only areas are turned: st_forcepolygonccw turns lines round as well, and a line sent again as exported would be another one.
 */
const placeOf = (alias: 'r' | 'e'): Sql =>
  raw(
    // "offset 0" keeps the planner from writing an expression out once for each mention of it.
    `(select st_snaptogrid(case when st_dimension(p.at) = 2 then st_forcepolygonccw(p.at) else p.at end, 0.0000001)
      from (select case when g.read is null or ${alias}.srid = 4326 then g.read when ${canBe(alias)} then st_transform(g.read, 4326) else try_transform(g.read, 4326) end as at
        from (select coalesce(st_setsrid(st_makepoint(${alias}.x, ${alias}.y), ${alias}.srid), nullif(${alias}.drawn, '')::geometry) as read offset 0) g offset 0) p)`,
  );

/** Numbers these systems can hold never fail to be converted; only for others is the dearer, guarded way taken. */
const canBe = (alias: 'r' | 'e'): string =>
  `${alias}.srid in (5897, 9208, 9211, 3405) and ${alias}.x between -1000000 and 2000000 and ${alias}.y between 0 and 9000000`;

/**
 * A column of a batch as one text of lines: as an array it would be escaped value by value, which takes longer than reading the file. Written as bytes at
 * once, for texts that wait in thousands for their batch to be full keep the garbage collector busy.
 */
class Lines {
  private bytes = Buffer.allocUnsafe(1 << 16);
  private length = 0;
  private begun = false;

  /** @param end what ends a line; no line holds it */
  constructor(private readonly end = ROW_END) {}

  add(text: string | null): void {
    if (this.begun) this.append(this.end, text ?? '');
    else this.append('', text ?? '');
    this.begun = true;
  }

  /** Goes on with the last line. @param sign of one byte, or nothing */
  append(sign: string, text: string): void {
    this.makeRoom(1 + text.length * MOST_BYTES);
    if (sign) this.bytes[this.length++] = sign.charCodeAt(0);
    this.length += this.bytes.write(text, this.length);
  }

  clear(): void {
    this.length = 0;
    this.begun = false;
  }

  get sql(): Sql {
    return sql`string_to_table(${new Utf8(this.bytes.subarray(0, this.length))}, ${this.end})`;
  }

  private makeRoom(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 4, this.length + more));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}

/** Of UTF-8, for each unit of a string. */
const MOST_BYTES = 3;

const arrayText = (values: number[]): string => `{${values.join(',')}}`;

/** Cells of rows on their way into `file_rows`: those of one part follow each other. */
class KeptCells {
  private readonly parts: number[] = [];
  private readonly rows: number[][] = [];
  private readonly cells = new Lines(PART_END);

  add(row: number, cells: string): void {
    const part = partOf(row);
    if (part === this.parts.at(-1)) {
      this.rows.at(-1)!.push(row);
      this.cells.append(ROW_END, cells);
      return;
    }
    this.parts.push(part);
    this.rows.push([row]);
    this.cells.add(cells);
  }

  clear(): void {
    this.parts.length = this.rows.length = 0;
    this.cells.clear();
  }

  /** As a relation `k`. */
  get relation(): Sql {
    return sql`rows from (unnest(${int4s(this.parts)}::int[]), unnest(${this.rows.map(arrayText)}::text[]), ${this.cells.sql}) as k(part, rows, cells)`;
  }
}

/** Rows on their way into the database. To be filled again when they are there: its megabytes anew for each batch would keep the garbage collector busy. */
export class Batch {
  size = 0;
  private readonly rows: number[] = [];
  private readonly codes = new Lines();
  private readonly owners = new Lines();
  private readonly data = new Lines();
  private readonly keptCells = new KeptCells();
  private readonly problems = new Lines();
  private readonly x: (number | null)[] = [];
  private readonly y: (number | null)[] = [];
  private readonly srids: number[] = [];
  private readonly drawn = new Lines();

  constructor(private readonly kind: Kind) {}

  add(item: ReadRow): void {
    this.size++;
    this.rows.push(item.row);
    this.codes.add(item.code);
    this.owners.add((item.data[this.kind.ownerField] as string | null | undefined) ?? null);
    // JSON holds no bare control characters, so it needs no care.
    this.data.add(JSON.stringify(item.data));
    this.keptCells.add(item.row, joinCells(item.cells));
    this.problems.add(item.problems.length ? JSON.stringify(item.problems) : null);
    this.x.push(item.position?.x ?? null);
    this.y.push(item.position?.y ?? null);
    this.srids.push(item.position?.srid ?? item.srid);
    this.drawn.add(ewkbOf(item));
  }

  clear(): this {
    this.size = this.rows.length = this.x.length = this.y.length = this.srids.length = 0;
    for (const lines of [this.codes, this.owners, this.data, this.keptCells, this.problems, this.drawn]) lines.clear();
    return this;
  }

  /** As a relation `r`, numbered by `n`; what is blank is null or an empty text. */
  get relation(): Sql {
    return sql`rows from (unnest(${int4s(this.rows)}::int[]), ${this.codes.sql}, ${this.owners.sql}, ${this.data.sql}, ${this.problems.sql},
      unnest(${float8s(this.x)}::float8[]), unnest(${float8s(this.y)}::float8[]), unnest(${int4s(this.srids)}::int[]), ${this.drawn.sql})
      with ordinality as r(row, code, owner, data, problems, x, y, srid, drawn, n)`;
  }

  /** What stood in their cells, a relation `k` of `part`, `rows` and `cells`. */
  get cells(): Sql {
    return this.keptCells.relation;
  }
}

/**
 * One statement for a whole batch: the units each place lies in, the comparison with the register, all findings that hang on an item alone, and the items
 * with the severity that follows from them. Written once, an item needs not be written again. Units of points are looked up for all at once.
 * @param findings selects over `package_items`, see `findingsOfNew`
 * @param held locks what says that these rows are wanted, giving one row; none when they are not any more
 * @param again rows may be there already and stay as they are, so that a batch sent twice is there once
 */
export function insertItems(kind: Kind, submissionId: number, items: Batch, findings: Sql[], held: Sql, again: boolean): Sql {
  const noFindings = sql`select null::bigint as item_id, null::text as rule, 0::smallint as severity, null::text as path, null::jsonb as detail, null::bigint as other,
    null::text as vi, null::text as en where false`;
  return sql`with
    held as materialized (${held}),
    -- All in one: of two such relations the planner would think that each row of one has twenty in the other.
    given as materialized (select r.n, r.x, r.y, r.srid, ${placeOf('r')} as geom, r.row, r.code, r.owner, r.data, r.problems from ${items.relation}),
    points as materialized (
      -- Sorted once for all, not each by itself.
      select s.n, array_agg(s.unit_id) as units
      from (select r.n, p.unit_id from given r join unit_pieces p on p.cell = cell_of(r.geom) and (p.part is null or st_intersects(p.part, r.geom)) order by 1, 2) s
      group by 1),
    package_items as materialized (
      select i.*, r.id as record_id, r.revision as base_revision, r.whole as register,
        case when r.id is null then 'new' when not ${differs(kind)} then 'unchanged' else 'changed' end as change
      from (
        select nextval('submission_items_id_seq') as id, t.row as row_number, nullif(t.code, '') as code, nullif(t.owner, '') as owner, t.data::jsonb as data,
          coalesce(nullif(t.problems, ''), '[]')::jsonb as read_problems, t.x, t.y, t.srid, t.geom,
          case when geometrytype(t.geom) = 'POINT' then coalesce(p.units, '{}') else units_at(t.geom) end as units
        from given t left join points p on p.n = t.n offset 0) i
      -- The limit makes it a look-up for each row: thinking the batch larger than it is, the planner would go through the whole register instead.
      left join lateral (select g.*, g as whole from ${raw(kind.table)} g
        where g.${raw(columnOf(kind.ownerField))} = i.owner and g.${raw(columnOf(kind.codeField))} = i.code limit 1) r on true),
    found as materialized (${join([noFindings, ...findings], ' union all ')}),
    worst as (select f.item_id, max(f.severity) as severity from found f group by 1),
    written as (
      insert into submission_items (id, submission_id, row_number, code, owner, data, x, y, srid, geom, units, read_problems, change, record_id, base_revision, severity)
      select i.id, ${submissionId}, i.row_number, i.code, i.owner, i.data, i.x, i.y, i.srid, i.geom, i.units, i.read_problems, i.change, i.record_id, i.base_revision,
        coalesce(w.severity, 0)
      from held cross join package_items i left join worst w on w.item_id = i.id
      ${again ? sql`on conflict (submission_id, row_number) do nothing returning id` : empty}),
    kept as (
      insert into file_rows (submission_id, part, rows, cells)
      select ${submissionId}, k.part, k.rows::int[], coalesce(k.cells, '') from held cross join ${items.cells})
    insert into item_findings (submission_id, item_id, rule, severity, path, detail, vi, en)
    select ${submissionId}, f.item_id, f.rule, f.severity, f.path, f.detail, f.vi, f.en from found f ${again ? sql`join written w on w.id = f.item_id` : sql`cross join held`}`;
}

/** One more row after the last, left out ones included, of the submission's own organisation; what it holds is written as an edit. */
export const blankItem = (submissionId: number, ownerField: string, owner: string, row: number | null = null): Sql => sql`
  insert into submission_items (submission_id, row_number, owner, data, read_problems)
  select ${submissionId}, coalesce(${row}::int, max(r.row_number) + 1, 1), ${owner}::text, jsonb_build_object(${ownerField}::text, ${owner}::text), '[]'
  from (select row_number from submission_items where submission_id = ${submissionId} union all select row_number from left_out_items where submission_id = ${submissionId}) r
  returning id, revision`;

/** Writes an edit of items. Problems of fields that were edited are replaced by those found now. */
export function updateItems(where: Sql, codeField: string, ownerField: string, edit: ReadValues, touched: string[]): Sql {
  const moved = edit.position !== null || edit.geometry !== null;
  return sql`update submission_items i set
      data = (i.data - ${touched}::text[]) || ${JSON.stringify(edit.data)}::jsonb,
      code = case when ${codeField in edit.data} then ${edit.data[codeField] ?? null}::text else i.code end,
      owner = case when ${ownerField in edit.data} then ${edit.data[ownerField] ?? null}::text else i.owner end,
      geom = case when ${moved} then ${placeOf('e')} else i.geom end,
      x = case when ${moved} then e.x else i.x end, y = case when ${moved} then e.y else i.y end, srid = case when ${moved} then e.srid else i.srid end,
      read_problems = coalesce((select jsonb_agg(p) from jsonb_array_elements(i.read_problems) p where not p ->> 'path' = any(${touched}::text[])), '[]')
        || ${JSON.stringify(edit.problems)}::jsonb,
      revision = i.revision + 1
    from (select ${edit.position?.x ?? null}::float8 as x, ${edit.position?.y ?? null}::float8 as y, ${edit.position?.srid ?? edit.srid}::int as srid,
      ${ewkbOf(edit)}::text as drawn) e
    where ${where}`;
}
