import { raw, sql, type Sql } from '../../database/sql.js';
import { after, type Rule, type RuleContext } from './rule.js';

/** VN-2000 TM-3 105°: metres, true to about 1 : 10,000 in the province. */
const METRIC = 5897;
/** Lines longer than this in degrees leave the province, which is another rule's matter; here they would reach into every cell of the grid. */
const WIDEST = 0.5;
/** More than the widest tolerance, in degrees: two lines side by side may lie in different cells. */
const MARGIN = 0.0002;

/** Pairs of lines near enough to be looked at closer, found by the cells of the grid that both reach into. */
const candidates = ({ thresholds }: RuleContext): Sql => sql`
  select distinct i.id, o.id as other
  from lines i join lines_of_package o on o.cell = i.cell and o.id <> i.id and o.code is distinct from i.code
    and o.geom && st_expand(i.geom, ${thresholds['toleranceM']! / 100_000}::float8)`;

const lines = (relation: 'package_items' | 'whole_package'): Sql => sql`
  select i.id, i.record_id, i.owner, i.code, i.geom, c.cell from ${raw(relation)} i cross join lateral cells_of(st_expand(i.geom, ${MARGIN})) c(cell)
  where i.units <> '{}' and st_xmax(i.geom) - st_xmin(i.geom) < ${WIDEST} and st_ymax(i.geom) - st_ymin(i.geom) < ${WIDEST}
    and i.change <> 'removed' and coalesce(i.data ->> 'status', '') <> 'cancelled'`;

const relations = sql`lines as materialized (${lines('package_items')}), lines_of_package as materialized (${lines('whole_package')})`;

export const SEGMENT_OVERLAP: Rule = {
  id: 'CAB-02',
  severity: 'warning',
  whole: true,
  kinds: ['cable-segments'],
  title: { vi: 'Trùng với đoạn tuyến khác', en: 'Overlaps another segment' },
  explain: {
    vi: 'Hai đoạn tuyến trùng nhau làm khối lượng bị tính hai lần. Nếu nhiều doanh nghiệp cùng làm một tuyến, khai một đoạn với đơn vị chủ trì và các doanh nghiệp tham gia; nếu không, vẽ lại cho đúng.',
    en: 'Where two segments overlap, the same metres count twice. If several enterprises work on one route, enter one segment with its lead and participants; if not, draw the line again.',
  },
  thresholds: [
    { name: 'lengthM', label: { vi: 'Chiều dài trùng từ', en: 'Overlap longer than' }, unit: 'm', default: 20, min: 1, max: 500 },
    {
      name: 'toleranceM',
      label: { vi: 'Hai nét vẽ coi là một khi cách nhau', en: 'Lines are taken for one within' },
      unit: 'm',
      default: 2,
      min: 0.5,
      max: 10,
    },
  ],
  find: (context) => sql`
    with ${relations},
    near as (
      select c.id as item_id, c.other, i.geom, o.geom as other_geom, o.owner, o.code
      from (${candidates(context)}) c join package_items i on i.id = c.id join whole_package o on o.id = c.other
      union all
      select i.id, null::bigint, i.geom, o.geom, o.lead_organization, o.code
      from package_items i join cable_segments o on o.geom && st_expand(i.geom, ${context.thresholds['toleranceM']! / 100_000}::float8)
        and o.id is distinct from i.record_id and (o.lead_organization, o.code) is distinct from (i.owner, i.code) and o.status <> 'cancelled'
      where i.id in (select l.id from lines l)),
    measured as (
      select n.item_id, n.other, n.owner, n.code, st_length(st_intersection(st_transform(n.geom, ${METRIC}::int),
        st_buffer(st_transform(n.other_geom, ${METRIC}::int), ${context.thresholds['toleranceM']}::float8))) as metres
      from near n where st_isvalid(n.geom) and st_dwithin(n.geom, n.other_geom, ${context.thresholds['toleranceM']! / 100_000}::float8))
    select distinct on (i.id) i.id as item_id, m.other, 'geometry' as path,
      format('Đoạn “%s” trùng với đoạn “%s” của %s khoảng %s m. Vẽ lại, hoặc gộp hai đoạn thành một.', i.code, m.code, o.short_name, round(m.metres::numeric)) as vi,
      format('Segment “%s” overlaps segment “%s” of %s for about %s m. Draw it again, or make the two one.', i.code, m.code, o.short_name, round(m.metres::numeric)) as en
    from measured m join package_items i on i.id = m.item_id left join organizations o on o.code = m.owner
    where m.metres > ${context.thresholds['lengthM']} and ${after('status')} is distinct from 'cancelled'
    order by i.id, m.metres desc, m.other nulls last, m.code`,
  related: (context) => sql`with ${relations} select c.other as id from (${candidates(context)}) c`,
};
