import { raw, sql } from '../../database/sql.js';
import { columnOf } from '../../registry/field.js';
import type { Rule } from './rule.js';

const METRES = 10;
/** 10 m in degrees of longitude at this latitude, rounded up: the box that lets the spatial index choose. */
const BOX = 0.0001;

export const TOO_CLOSE: Rule = {
  id: 'ID-02',
  severity: 'warning',
  kinds: ['bts-stations', 'post-office-sites'],
  title: { vi: 'Đã có bản ghi khác của cùng đơn vị trong vòng 10 m', en: 'Another record of the same owner within 10 m' },
  find: ({ kind }) => sql`select distinct on (i.id) i.id as item_id, 'geometry' as path,
      format('Cách “%s” của cùng đơn vị chưa đến ${raw(String(METRES))} m. Nếu là một vị trí, dùng lại mã “%s”; nếu là hai, kiểm tra tọa độ.', o.code, o.code) as vi,
      format('Less than ${raw(String(METRES))} m from “%s” of the same owner. If it is one place, use the code “%s”; if it is two, check the coordinates.', o.code, o.code) as en
    from package_items i join ${raw(kind.table)} o on o.geom && st_expand(i.geom, ${BOX}) and o.${raw(columnOf(kind.ownerField))} = i.owner
      and o.code <> i.code and o.id is distinct from i.record_id
    where i.change in ('new', 'changed') and st_dwithin(o.geom::geography, i.geom::geography, ${METRES}) order by i.id, o.code`,
};
