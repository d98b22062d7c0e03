import { raw, sql, type Sql } from '../database/sql.js';
import { cellsOf } from './cells.js';

/** An item `f` that was returned with a decided package and that nothing sends again so far. */
const OPEN_RETURN: Sql = raw(`f.verdict = 'returned' and exists (select 1 from submissions p where p.id = f.submission_id and p.state = 'decided')
  and not exists (select 1 from submission_items n join submissions m on m.id = n.submission_id
    where n.follows_item = f.id and m.state not in ('receiving', 'withdrawn'))`);

/**
 * Links the items of a new file with what was returned of the same owner and code earlier, the latest first, so that
 * the words to it are read before it is sent again. Safe to repeat.
 */
export const linkReturned = (submissionId: number): Sql => sql`
  update submission_items t set follows_item = l.followed
  from (select i.id, max(f.id) as followed
    from submission_items i join submissions s on s.id = i.submission_id
    join submission_items f on f.owner = i.owner and f.code = i.code and f.submission_id <> i.submission_id
    join submissions o on o.id = f.submission_id and o.kind = s.kind
    where i.submission_id = ${submissionId} and i.follows_item is null and ${OPEN_RETURN}
    group by i.id) l
  where t.id = l.id`;

/** The returned items of a decided package as items of a new one. What was read of the file goes along, so that it can be mended as before. */
export const copyReturned = (from: number, to: number): Sql => sql`
  insert into submission_items (submission_id, row_number, code, owner, data, cells, units, x, y, srid, geom, read_problems, follows_item, change, record_id, base_revision)
  select ${to}, f.row_number, f.code, f.owner, f.data, ${cellsOf('f')}, f.units, f.x, f.y, f.srid, f.geom, f.read_problems, f.id,
    case f.change when 'removed' then 'removed' else 'new' end, case f.change when 'removed' then f.record_id end, case f.change when 'removed' then f.base_revision end
  from submission_items f where f.submission_id = ${from} and ${OPEN_RETURN} order by f.id returning id`;
