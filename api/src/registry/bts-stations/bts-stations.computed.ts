import type { Field } from '../field.js';

/** Fields of a station that follow from other records and from the date. */
export const COMPUTED: Field[] = [
  {
    name: 'shared',
    type: 'boolean',
    label: { vi: 'Đang dùng chung', en: 'Shared' },
    // Only an agreement in force that a tenant confirmed counts as sharing.
    computed: ({ source, today }) =>
      `(r.owner, r.code) in (select a.host, covered from ${source('sharing-agreements')} a, unnest(a.stations) covered where a.status = 'active'
          and a.confirmed_by_tenant_on is not null and a.effective_from <= ${today} and (a.effective_to is null or a.effective_to >= ${today}))`,
  },
  {
    name: 'zoneKinds',
    type: 'codes',
    label: { vi: 'Khu vực', en: 'Zones' },
    codes: [
      { value: 'tourist', label: { vi: 'Du lịch', en: 'Tourist' } },
      { value: 'urban', label: { vi: 'Đô thị', en: 'Urban' } },
    ],
    computed: () => `array(select distinct z.zone_kind from zone_pieces p join zones z on z.id = p.zone_id
        where p.cell = cell_of(r.geom) and (p.part is null or st_intersects(p.part, r.geom)) order by 1)`,
  },
  {
    name: 'inspectionOverdue',
    type: 'boolean',
    label: { vi: 'Quá hạn kiểm định', en: 'Inspection overdue' },
    computed: ({ today }) => `coalesce(r.status = 'operating' and r.inspection_expires_on < ${today}, false)`,
  },
];
