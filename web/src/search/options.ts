import { fold } from '../../../api/src/registry/fold';
import { viewOf, viewText, type View } from '../map/go-to';
import { vintageOf } from '../status/vintages';
import { formatNumber } from '../text/format';
import type { UrlChanges } from '../ui/use-url-state';
import type { SearchResult } from './queries';

/** One line of the list: what it is, and where on the map it leads. */
export interface Option {
  key: string;
  title: string;
  hint: string;
  view: View;
  /** What changes in the address of the map. */
  changes: (now: URLSearchParams) => UrlChanges;
}

export interface Group {
  key: string;
  label: string;
  options: Option[];
}

type Say = (key: string, values?: Record<string, string | number>) => string;
type Pick = (text: { vi: string; en: string }) => string;

const NEAR = 16;

export function groupsOf(found: SearchResult, say: Say, pick: Pick): Group[] {
  const places: Option[] = found.places.map(({ system, label, lon, lat, unit }) => ({
    key: `place-${system}-${lon}-${lat}`,
    title: `${formatNumber(lat, 5)}; ${formatNumber(lon, 5)} – ${unit.name}`,
    hint: pick(label),
    view: { lat, lon, zoom: NEAR },
    changes: () => ({ at: `${lat.toFixed(6)},${lon.toFixed(6)}`, sel: null }),
  }));
  const units: Option[] = found.units.map((unit) => ({
    key: `unit-${unit.id}`,
    title: unit.name,
    hint: [say(`search.vintage.${vintageOf(unit)}`), unit.level === 'commune' && !unit.validTo ? null : unit.parentName].filter(Boolean).join(' · '),
    view: viewOf(unit.box),
    changes: () => ({ units: vintageOf(unit), unit: null, sel: `unit:${unit.id}`, at: null, tab: null }),
  }));
  const groups = [
    { key: 'places', label: say('search.places'), options: places },
    { key: 'units', label: say('search.units'), options: units },
    ...found.records.map(({ kind, items }) => ({
      key: kind,
      label: say(`kindShort.${kind}`),
      options: items.map((item) => ({
        key: `${kind}-${item.id}`,
        title: item.code === item.name ? item.code : `${item.code} · ${item.name}`,
        hint: [item.ownerName, item.place].filter(Boolean).join(' · '),
        view: { lat: item.lat, lon: item.lon, zoom: NEAR },
        changes: (now: URLSearchParams) => ({ sel: `${kind}:${item.id}`, at: null, tab: null, layers: withLayer(now.get('layers'), kind) }),
      })),
    })),
  ];
  return groups.filter((group) => group.options.length > 0);
}

/** Whether it is a unit of just this name: "lap thach" means the district, not the streets called after it. */
export const isUnitCalled = (option: Option, text: string): boolean =>
  option.key.startsWith('unit-') && (fold(option.title) === fold(text) || fold(option.title).endsWith(` ${fold(text)}`));

/** The layer of a record is switched on with it. Agreements are the only one that is not shown as a rule. */
function withLayer(layers: string | null, kind: string): string | null {
  if (layers === null) return kind === 'sharing-agreements' ? `bts-stations,${kind},cable-segments,post-office-sites` : null;
  const on = layers.split(',').filter((layer) => layer !== 'none');
  return on.includes(kind) ? layers : [...on, kind].join(',');
}

/** The map's address with an option in it; from another page only the day goes along. */
export function addressOf(option: Option, pathname: string, search: string): string {
  const now = new URLSearchParams(search);
  const next = pathname === '/map' ? now : new URLSearchParams([...now].filter(([name]) => name === 'asOf'));
  for (const [name, value] of Object.entries({ ...option.changes(now), view: viewText(option.view) })) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  return next.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
}
