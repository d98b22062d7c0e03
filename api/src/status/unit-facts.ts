import { rows, sql, type Runner } from '../database/sql.js';
import type { Text } from '../registry/field.js';
import type { Figures } from './answers.js';

/** What is known of a unit besides its records. */
export interface UnitFacts extends Pick<Figures, 'broadband' | 'digitalPilots'> {
  tidying: Pick<Figures['cables'], 'tidyingUndertaken' | 'tidyingSource'>;
}

interface FactRow {
  unit: number;
  tidying: { value: number; source: Text } | null;
  broadband: Figures['broadband'];
  pilots: string[];
}

/** Latest figures of indicators, in the month of a day: sources such as the notice give the month only. */
const latest = (asOf?: string) => sql`
  select distinct on (i.unit_id, i.indicator) i.* from unit_indicators i
  where i.as_of < date_trunc('month', coalesce(${asOf ?? null}::date, 'infinity')) + interval '1 month' order by i.unit_id, i.indicator, i.as_of desc`;

/** Facts by unit id; `null` holds those of the province. */
export async function factsOfUnits(on: Runner, units: number[], asOf?: string): Promise<Map<number | null, UnitFacts>> {
  const found = await rows<FactRow & { province: boolean }>(
    on,
    sql`with latest as materialized (${latest(asOf)}),
      pilots as materialized (
        select l.ancestor_id as unit, array_agg(c.short_name order by c.short_name) as names
        from unit_indicators i join unit_lineage l on l.unit_id = i.unit_id join administrative_units c on c.id = i.unit_id
        where i.indicator = 'digitalPilot' and i.value = 1 group by l.ancestor_id)
      select u.id as unit, u.parent_id is null as province,
        case when t.id is not null then json_build_object('value', t.value, 'source', t.source) end as tidying,
        case when h.id is not null and b.id is not null then json_build_object('households', h.value, 'broadbandHouseholds', b.value, 'date', b.as_of,
          'source', b.source, 'sample', b.sample, 'rate', coalesce(r.value / 100, b.value / nullif(h.value, 0))) end as broadband,
        coalesce(p.names, '{}') as pilots
      from administrative_units u
      left join latest t on t.unit_id = u.id and t.indicator = 'tidyingUndertaken'
      left join latest h on h.unit_id = u.id and h.indicator = 'households'
      left join latest b on b.unit_id = u.id and b.indicator = 'broadbandHouseholds'
      left join latest r on r.unit_id = u.id and r.indicator = 'broadbandRate' and r.as_of = b.as_of
      left join pilots p on p.unit = u.id
      where u.id = any(${units}::int[]) or (u.parent_id is null and exists (select 1 from unit_indicators i where i.unit_id = u.id))`,
  );
  const facts = new Map<number | null, UnitFacts>(found.map((row) => [row.unit, factsFrom(row)]));
  const province = found.find((row) => row.province);
  facts.set(null, province ? factsFrom(province) : { tidying: { tidyingUndertaken: null, tidyingSource: null }, broadband: null, digitalPilots: [] });
  return facts;
}

const factsFrom = ({ tidying, broadband, pilots }: FactRow): UnitFacts => ({
  tidying: { tidyingUndertaken: tidying ? tidying.value !== 0 : null, tidyingSource: tidying?.source ?? null },
  broadband,
  digitalPilots: pilots,
});
