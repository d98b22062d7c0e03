import { sql } from '../../database/sql.js';
import { after, type Rule } from './rule.js';

export const SEGMENT_LENGTH: Rule = {
  id: 'CAB-01',
  severity: 'warning',
  kinds: ['cable-segments'],
  title: { vi: 'Chiều dài khai báo lệch bản vẽ', en: 'As-built and drawn length differ' },
  explain: {
    vi: 'Khối lượng hạ ngầm, bó gọn được tính theo chiều dài, nên số khai báo và nét vẽ phải khớp nhau. Kiểm tra lại số liệu hoàn công hoặc vẽ lại tuyến.',
    en: 'Progress is counted in metres, so the declared length and the drawn line have to agree. Check the as-built figure or draw the line again.',
  },
  thresholds: [{ name: 'percent', label: { vi: 'Độ lệch cho phép', en: 'Difference allowed' }, unit: '%', default: 10, min: 1, max: 100 }],
  find: ({ thresholds }) => sql`select i.id as item_id, 'asBuiltLengthM' as path,
      format('Chiều dài khai báo %s m, trên bản vẽ %s m, lệch hơn %s %%. Kiểm tra lại số liệu hoặc nét vẽ.', l.declared, round(l.drawn), ${thresholds['percent']}::text) as vi,
      format('Declared length %s m, drawn %s m: more than %s %% apart. Check the figure or the line.', l.declared, round(l.drawn), ${thresholds['percent']}::text) as en
    from package_items i, lateral (select ${after('asBuiltLengthM')}::float8 as declared, st_length(coalesce(i.geom, (i.register).geom)::geography)::numeric as drawn) l
    where l.declared is not null and abs(l.declared - l.drawn) > ${thresholds['percent']! / 100} * l.drawn`,
};
