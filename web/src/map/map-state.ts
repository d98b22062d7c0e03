import { useMemo } from 'react';
import type { KindName } from '../api-types';
import { KIND_ORDER } from '../records/registry';
import { indicatorNamed, type Indicator } from '../status/indicators';
import { methodNamed, type Method } from '../status/breaks';
import { unitChoiceNamed, vintageNamed, type UnitChoice, type Vintage } from '../status/vintages';
import { useUrlState } from '../ui/use-url-state';
import type { View } from './leaflet';
import { colouringNamed, type Colouring } from './tiles/colouring';

export type Selection = { type: 'unit'; id: string } | { type: 'record'; kind: KindName; id: string };

export interface MapState {
  indicator: Indicator;
  /** What was chosen, and the generation of units that it means on the day shown. */
  unitChoice: UnitChoice;
  vintage: Vintage;
  /** The district whose communes are shown. */
  inUnit: string | null;
  method: Method;
  /** The other day of a comparison. */
  since: string | null;
  layers: KindName[];
  zones: boolean;
  colouring: Colouring;
  /** Stations taken down are drawn too. */
  dismantled: boolean;
  /** The own map is wanted where another is configured. */
  ownBase: boolean;
  /** The kind whose records in view are listed. */
  list: KindName | null;
  selection: Selection | null;
  view: View | null;
  asOf: string | null;
}

const DEFAULT_LAYERS: KindName[] = ['bts-stations', 'cable-segments', 'post-office-sites'];
const NONE = 'none';
const SHOWN = 'shown';
const OWN = 'own';

export const selectionText = (selection: Selection | null): string | null =>
  selection && (selection.type === 'unit' ? `unit:${selection.id}` : `${selection.kind}:${selection.id}`);

function readSelection(text: string | null): Selection | null {
  const [what, id] = text?.split(/:(.*)/) ?? [];
  if (!what || !id) return null;
  if (what === 'unit') return { type: 'unit', id };
  return KIND_ORDER.includes(what as KindName) ? { type: 'record', kind: what as KindName, id } : null;
}

function readView(text: string | null): View | null {
  const [lat, lon, zoom] = (text ?? '').split(',').map(Number);
  return lat && lon && zoom ? { lat, lon, zoom } : null;
}

const readLayers = (text: string | null): KindName[] => (text === null ? DEFAULT_LAYERS : KIND_ORDER.filter((kind) => text.split(',').includes(kind)));

const dayIn = (text: string | null): string | null => (text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null);

const readState = (params: URLSearchParams): MapState => ({
  indicator: indicatorNamed(params.get('indicator')),
  unitChoice: unitChoiceNamed(params.get('units')),
  vintage: vintageNamed(params.get('units'), params.get('asOf')),
  inUnit: params.get('in'),
  method: methodNamed(params.get('classes')),
  since: dayIn(params.get('since')),
  layers: readLayers(params.get('layers')),
  zones: params.get('zones') !== NONE,
  colouring: colouringNamed(params.get('colour')),
  dismantled: params.get('dismantled') === SHOWN,
  ownBase: params.get('base') === OWN,
  list: KIND_ORDER.find((kind) => kind === params.get('list')) ?? null,
  selection: readSelection(params.get('sel')),
  view: readView(params.get('view')),
  asOf: params.get('asOf'),
});

/** Everything one sees on the map stands in its address; what is as usual is left out of it. */
export function useMapState() {
  const { params, change } = useUrlState();
  const text = params.toString();
  const state = useMemo(() => readState(new URLSearchParams(text)), [text]);
  const set = useMemo(
    () => ({
      indicator: (id: string) => change({ indicator: id }),
      units: (units: UnitChoice) => change({ units, unit: null, sel: null, in: null }),
      method: (method: Method) => change({ classes: method === 'quantile' ? null : method }),
      since: (since: string | null) => change({ since }),
      drill: (id: string | null) => change({ in: id, sel: null }, { push: true }),
      layers: (layers: KindName[]) => change({ layers: layers.join(',') || NONE }),
      zones: (on: boolean) => change({ zones: on ? null : NONE }),
      colouring: (colouring: Colouring) => change({ colour: colouring === 'structure' ? null : colouring }),
      dismantled: (on: boolean) => change({ dismantled: on ? SHOWN : null }),
      ownBase: (on: boolean) => change({ base: on ? OWN : null }),
      list: (kind: KindName | null) => change({ list: kind }),
      select: (selection: Selection | null) => change({ sel: selectionText(selection), tab: null }, { push: selection !== null }),
      unitOn: (vintage: Vintage, id: string) => change({ units: vintage, in: null, sel: `unit:${id}` }, { push: true }),
      view: ({ lat, lon, zoom }: View) => change({ view: `${lat.toFixed(5)},${lon.toFixed(5)},${Number(zoom.toFixed(2))}` }),
    }),
    [change],
  );
  return { state, set, params, change };
}
