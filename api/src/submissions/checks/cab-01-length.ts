import { sql } from '../../database/sql.js';
import type { Rule } from './rule.js';

export const SEGMENT_LENGTH: Rule = {
  id: 'CAB-01',
  severity: 'warning',
  kinds: ['cable-segments'],
  title: { vi: 'Chiều dài khai báo lệch bản vẽ hơn 10 %', en: 'As-built and drawn length differ by more than 10 %' },
  find: () => sql`select i.id as item_id, 'asBuiltLengthM' as path,
      format('Chiều dài khai báo %s m, trên bản vẽ %s m, lệch hơn 10 %%. Kiểm tra lại số liệu hoặc nét vẽ.', l.declared, round(l.drawn)) as vi,
      format('Declared length %s m, drawn %s m: more than 10 %% apart. Check the figure or the line.', l.declared, round(l.drawn)) as en
    from package_items i, lateral (select (i.data ->> 'asBuiltLengthM')::float8 as declared, st_length(i.geom::geography)::numeric as drawn) l
    where l.declared is not null and abs(l.declared - l.drawn) > 0.1 * l.drawn`,
};
