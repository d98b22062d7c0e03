import { empty, raw, sql, type Sql } from '../database/sql.js';
import { columnOf, fieldOf, type Field, type Kind } from '../registry/field.js';
import type { Role, Viewer } from './viewer.js';

const AUTHORITY: Role[] = ['inspector', 'administrator'];

/** Whether a user acts for the authority that keeps the register. */
export const isAuthority = (viewer: Viewer): boolean => AUTHORITY.includes(viewer.role);

const TRUE = sql`true`;
const FALSE = sql`false`;

/** Whether an agreement in a row `of` covers a station that is only planned. */
export const onPlan = (of: 'r' | 'v'): Sql =>
  raw(`exists (select 1 from bts_stations s where s.owner = ${of}.host and s.code = any(${of}.stations) and s.status = 'planned')`);

/**
 * Condition on a row `r` of a kind: may this user see it at all? Every query over records ends with it.
 * `plan`: how the row tells whether an agreement is on a plan; it is looked up unless the row knows.
 */
export function visibleRow(viewer: Viewer, kind: Kind, plan: Sql = onPlan('r')): Sql {
  switch (viewer.role) {
    case 'inspector':
    case 'administrator':
    case 'planner':
      return TRUE;
    case 'district_officer':
      return sql`exists (select 1 from placements p where p.record_id = r.id and p.revision = r.revision and p.unit_id = ${viewer.unit!.id})`;
    case 'operator':
      // In this order: whether an agreement covers a plan is looked up only for those of others.
      return kind.confidentialStatus ? sql`(${involves(viewer, kind)} or ${isPublic(kind, plan)})` : TRUE;
  }
}

/** Whether a record's parties, its status and whether it is on a plan decide if this user sees it, so that sums by them may be shown. */
export const seenByParties = (viewer: Viewer): boolean => viewer.role !== 'district_officer';

/** Condition on a row `r`: may this user see this field of it? */
export function visibleField(viewer: Viewer, kind: Kind, field: Field): Sql {
  if (!field.seenBy || field.seenBy === 'all' || isAuthority(viewer)) return TRUE;
  if (viewer.role !== 'operator') return FALSE;
  return field.seenBy === 'parties' ? involves(viewer, kind) : isOwner(viewer, kind);
}

/** Neither a plan of its owner nor an agreement on one. */
const isPublic = (kind: Kind, plan: Sql): Sql => sql`(r.status <> ${kind.confidentialStatus}${fieldOf(kind, 'stations') ? sql` and not ${plan}` : empty})`;

const isOwner = (viewer: Viewer, kind: Kind): Sql => sql`r.${raw(columnOf(kind.ownerField))} = ${viewer.organization!.code}`;

/** Its owner, or one of the tenants of an agreement. */
const involves = (viewer: Viewer, kind: Kind): Sql =>
  sql`(${isOwner(viewer, kind)}${fieldOf(kind, 'tenants') ? sql` or ${viewer.organization!.code} = any(r.tenants)` : empty})`;

/** Condition on a version `h`: may this user read what the authority wrote when it was recorded? The words are to the owner. */
export function visibleWords(viewer: Viewer, kind: Kind): Sql {
  if (isAuthority(viewer)) return TRUE;
  return viewer.organization ? sql`h.data ->> ${columnOf(kind.ownerField)} = ${viewer.organization.code}` : FALSE;
}

/** Whether this user may set a field in a submission. */
export const maySet = (viewer: Viewer, field: Field): boolean => !field.computed && (!field.authorityOnly || isAuthority(viewer));

/** Condition on a row `s` of submissions: may this user see it? Drafts belong to whoever makes them. */
export function visibleSubmission(viewer: Viewer): Sql {
  if (viewer.role === 'operator') return sql`(s.owner = ${viewer.organization!.code} and (not s.by_authority or s.state = 'decided'))`;
  if (isAuthority(viewer)) return sql`(s.state not in ('receiving', 'draft') or s.submitted_by = ${viewer.id} or s.by_authority)`;
  return FALSE;
}

/**
 * Condition on a row `d` of the register's days: may this user know that something changed then? For everyone but a district officer,
 * whose days follow from the records of the district. Agreements may cover plans, so an operator is told of its own only.
 */
export const visibleDay = (viewer: Viewer): Sql =>
  viewer.role === 'operator'
    ? sql`(d.owner = ${viewer.organization!.code} or not (d.confidential or d.kind = 'sharing-agreements'))`
    : viewer.role === 'district_officer'
      ? FALSE
      : TRUE;

/** Condition on a sender's code `o.code`: may this user know what it sent last? Operators are not told about each other. */
export const visibleSender = (viewer: Viewer): Sql => (viewer.role === 'operator' ? sql`o.code = ${viewer.organization!.code}` : TRUE);
