import type { EntityManager } from 'typeorm';
import { row, rows, sql, type Runner, type Sql } from '../database/sql.js';
import { checkGeometry } from '../geo/geometry.js';
import { loadSystem } from '../geo/load-system.js';
import { WGS_84, type SystemCode } from '../geo/systems.js';
import type { Kind, Text } from '../registry/field.js';
import { blankItem, updateItems } from './items.sql.js';
import { leaveOutAgain } from './left-out.sql.js';
import type { OrganizationNames } from './reading/organizations.js';
import { readValues, type ReadValues } from './reading/rows.js';

/** What was mended by hand in a row of the file, in the words it was typed in. */
export interface KeptEdit {
  row: number;
  /** The row was left out. */
  out?: true;
  /** The row was put in by hand. */
  added?: true;
  values?: Record<string, unknown>;
  geometry?: unknown;
  /** System of typed coordinates among the values. */
  crs?: SystemCode;
}

const COORDINATES = ['x', 'y'];

/** Names of what an edit replaces in an item. */
export function touchedBy({ values = {}, geometry }: Pick<KeptEdit, 'values' | 'geometry'>): string[] {
  const names = Object.keys(values);
  const placed = geometry !== undefined || names.some((name) => COORDINATES.includes(name));
  return [...names.filter((name) => !COORDINATES.includes(name)), ...(placed ? ['geometry'] : [])];
}

/** An edit's values in the types of their fields. @returns the fault when its geometry cannot be used */
export async function readEdit(
  on: Runner,
  kind: Kind,
  edit: Pick<KeptEdit, 'values' | 'geometry' | 'crs'>,
  organizations: OrganizationNames[],
  authority: boolean,
): Promise<ReadValues | { fault: Text }> {
  const read = readValues(kind, edit.values ?? {}, { crs: await loadSystem(on, edit.crs ?? WGS_84.code), organizations, authority });
  if (edit.geometry === undefined) return read;
  const checked = checkGeometry(edit.geometry, kind.geometry);
  if ('fault' in checked) return { fault: checked.fault };
  return { ...read, geometry: checked.geometry, srid: 4326 };
}

/** Remembers an edit with its item, over earlier ones. */
export const noteEdit = (where: Sql, edit: KeptEdit): Sql => sql`
  update submission_items set edits = coalesce(edits, '{}') || ${JSON.stringify({ ...edit, values: undefined })}::jsonb
      || jsonb_build_object('values', coalesce(edits -> 'values', '{}') || ${JSON.stringify(edit.values ?? {})}::jsonb)
  where ${where}`;

/** Before the authority mends an item: what its sender wrote there. Of a value mended twice the first stays. */
export const keepAsSent = (itemId: number, edit: Pick<KeptEdit, 'values' | 'geometry'>): Sql => sql`
  update submission_items i set as_sent = coalesce((
      select jsonb_object_agg(name, case name when 'geometry' then st_asgeojson(i.geom, 7)::jsonb else i.data -> name end) from unnest(${touchedBy(edit)}::text[]) name), '{}')
    || coalesce(as_sent, '{}')
  where id = ${itemId}`;

/**
 * All edits of a package before its items are read anew, and which rows were left out. Those that a reading was stopped before making again are still
 * where they were collected.
 */
export const collectEdits = (submissionId: number): Sql => sql`
  update submissions s set kept_edits = s.kept_edits
      || coalesce((select jsonb_agg(i.edits || jsonb_build_object('row', i.row_number)) from submission_items i where i.submission_id = s.id and i.edits is not null), '[]')
  where s.id = ${submissionId}`;

/** Puts in the rows again that were put in by hand; what they hold comes with `applyKeptEdits`. */
export async function addKeptRows(manager: EntityManager, kind: Kind, submissionId: number, edits: KeptEdit[], owner: string): Promise<void> {
  for (const { row: at } of edits.filter(({ added, out }) => added && !out))
    if (!(await row(manager, sql`select 1 from submission_items where submission_id = ${submissionId} and row_number = ${at}`)))
      await rows(manager, blankItem(submissionId, kind.ownerField, owner, at));
}

/** Makes by-hand edits again on rows that were read anew. */
export async function applyKeptEdits(
  manager: EntityManager,
  kind: Kind,
  submissionId: number,
  edits: KeptEdit[],
  organizations: OrganizationNames[],
  authority: boolean,
): Promise<void> {
  for (const edit of edits) {
    if (edit.out) {
      // A proposed removal is in no file that could be read anew.
      if (edit.row > 0) for (const statement of leaveOutAgain(submissionId, edit.row)) await rows(manager, statement);
      continue;
    }
    const item = await row<{ id: number }>(manager, sql`select id from submission_items where submission_id = ${submissionId} and row_number = ${edit.row}`);
    const read = await readEdit(manager, kind, edit, organizations, authority);
    if (item && !('fault' in read)) await writeEdit(manager, kind, item.id, edit, read);
  }
  // They are with their items again.
  await rows(
    manager,
    sql`update submissions set kept_edits = (select coalesce(jsonb_agg(e), '[]') from jsonb_array_elements(kept_edits) e where e ? 'out') where id = ${submissionId}`,
  );
}

/** Writes an edit into its item and remembers it there. */
export async function writeEdit(on: Runner, kind: Kind, itemId: number, edit: KeptEdit, read: ReadValues): Promise<void> {
  await rows(on, updateItems(sql`i.id = ${itemId}`, kind.codeField, kind.ownerField, read, touchedBy(edit)));
  await rows(on, noteEdit(sql`id = ${itemId}`, edit));
}
