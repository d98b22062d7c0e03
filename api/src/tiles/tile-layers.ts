import type { ComputedContext, KindName } from '../registry/field.js';

/** A property of a feature in a tile. */
export interface TileField {
  name: string;
  /** As TileJSON calls it. */
  type: 'String' | 'Number' | 'Boolean';
  /** SQL over a row `v` of `visibleRecords`; usually the field of the same name. */
  value?: string;
  /** SQL over a row `n` of `beside` in place of `value`. */
  beside?: string;
}

/** What a cluster counts: a property for each value that occurs, such as `status:operating`. */
export interface MixPart {
  /** What stands before the colon; a flag has no values and is the property itself. */
  name: string;
  /** SQL over `v`: text, a list of texts, or true. */
  value: string;
  type: 'text' | 'texts' | 'flag';
}

/** How a kind's records stand in tiles. */
export interface TileLayer {
  fields: TileField[];
  /** SQL of the shapes in a row `f`, in degrees, lines and areas to be simplified; a feature has one type of geometry, so a record may have two. */
  shapes: { points?: string; drawn?: string };
  /** Records that are drawn in full: where a tile is too full the largest stay. SQL over `v`. Absent: the kind clusters. */
  size?: string;
  mix?: MixPart[];
  /** SQL of the one place a record is counted at. */
  place?: string;
  /** More of the records `found`, by `id`, worked out for all of them at once. */
  beside?: (context: ComputedContext, asOf?: string) => string;
}

const text = (name: string, value?: string): TileField => ({ name, type: 'String', value });
const number = (name: string, value?: string): TileField => ({ name, type: 'Number', value });
const flag = (name: string, value?: string): TileField => ({ name, type: 'Boolean', value });
const listed = (name: string): TileField => text(name, `array_to_string(v."${name}", ',')`);

/** The condition of a station's field `shared`, with the tenants counted. */
const inForce = (today: string): string =>
  `a.status = 'active' and a.confirmed_by_tenant_on is not null and a.effective_from <= ${today} and (a.effective_to is null or a.effective_to >= ${today})`;

/**
 * Agreements of now are found by their links, which have an index; those of another day by what they name.
 * Given the ids as a list the planner takes the index; from a join it would read all links and all agreements.
 */
const tenantsNow = ({ source, today }: ComputedContext, asOf?: string): string =>
  asOf
    ? `select f.id, count(distinct tenant)::int as tenants
        from (select a.host, a.tenants, unnest(a.stations) as code from ${source('sharing-agreements')} a where ${inForce(today)}) a
        join found f on f.owner = a.host and f.code = a.code, unnest(a.tenants) tenant group by f.id`
    : `select f.id, count(distinct tenant)::int as tenants
        from sharing_agreement_stations l join found f on f.id = l.station_id
        join sharing_agreements a on a.id = l.agreement_id and a.host = f.owner and f.code = any(a.stations), unnest(a.tenants) tenant
        where l.station_id = any(array(select id from found)) and ${inForce(today)} group by f.id`;

export const TILE_LAYERS: Record<KindName, TileLayer> = {
  'bts-stations': {
    fields: [
      text('code'),
      text('name'),
      text('owner'),
      text('structure'),
      text('status'),
      listed('technologies'),
      { name: 'shared', type: 'Boolean', beside: 'n.id is not null' },
      { name: 'tenants', type: 'Number', beside: 'coalesce(n.tenants, 0)' },
      flag('inspectionOverdue'),
    ],
    shapes: { points: 'f.geom' },
    place: 'v.geom',
    beside: tenantsNow,
    mix: [
      { name: 'structure', type: 'text', value: 'v.structure' },
      { name: 'status', type: 'text', value: 'v.status' },
      { name: 'owner', type: 'text', value: 'v.owner' },
      { name: 'technology', type: 'texts', value: 'v.technologies' },
      { name: 'shared', type: 'flag', value: 'v.shared' },
      { name: 'problem', type: 'flag', value: 'v."inspectionOverdue"' },
    ],
  },
  'cable-segments': {
    fields: [text('code'), text('name'), text('street'), text('method'), text('status'), flag('overdue'), text('leadOrganization'), number('drawnLengthM')],
    shapes: { drawn: 'f.geom' },
    // In degrees, as the index has it: only their order is needed.
    size: 'st_length(v.geom)',
  },
  'sharing-agreements': {
    fields: [text('number'), text('host'), listed('tenants'), text('status')],
    shapes: { points: 'st_collectionextract(f.geom, 1)', drawn: 'st_collectionextract(f.geom, 2)' },
    size: 'st_npoints(v.geom)',
  },
  'post-office-sites': {
    fields: [text('code'), text('name'), text('landStage'), text('status'), flag('obstacle', `coalesce(v.obstacle, '') <> ''`)],
    // Every site has its symbol; the parcel itself follows where it can be seen.
    shapes: { points: 'st_pointonsurface(f.geom)', drawn: 'case when st_dimension(f.geom) = 2 then f.geom end' },
    place: 'st_pointonsurface(v.geom)',
    mix: [
      { name: 'landStage', type: 'text', value: 'v."landStage"' },
      { name: 'status', type: 'text', value: 'v.status' },
      { name: 'owner', type: 'text', value: 'v.operator' },
      { name: 'problem', type: 'flag', value: `coalesce(v.obstacle, '') <> ''` },
    ],
  },
};
