import * as L from 'leaflet';
import { useEffect, useMemo } from 'react';
import type { RecordFeature } from '../api-types';
import { useUnits } from '../status/queries';
import type { Vintage } from '../status/vintages';
import { boxOf } from './geometry';
import { useLeaflet } from './leaflet';
import { useControls, useNamesBelow } from './use-controls';
import type { RecordSet, RecordStyle } from './record-layer';
import { useLabels, useRecordLayer, useUnitLayer } from './use-map-layers';

interface Props {
  sets: RecordSet[];
  label: string;
  className?: string;
  selected?: string | null;
  choose?: (id: string) => void;
  vintage?: Vintage;
  /** What the view starts on, where not all of it. */
  around?: RecordFeature[];
  /** How near it may come to a single place. */
  nearest?: number;
}

const PLAIN = new Map<string, { colour: string; flagged: boolean }>();
const NO_OWNERS: string[] = [];

/** A few records on the units' lines, to see where they are. */
export function MiniMap({ sets, label, className, selected = null, choose, vintage = 'districts2020', around, nearest = 14 }: Props) {
  const { ref, map } = useLeaflet(null);
  const units = useUnits(vintage);
  const features = units.data?.features;
  const paints = useMemo(() => (features ? new Map(features.map((unit) => [String(unit.id), { colour: '#fdfefe', flagged: false }])) : PLAIN), [features]);
  const labels = useMemo(() => (features ?? []).map((unit) => ({ unit, note: null, rank: -unit.properties.areaKm2 })), [features]);
  const style = useMemo<RecordStyle>(() => ({ byOwner: false, owners: NO_OWNERS, dismantled: true, selected }), [selected]);
  useUnitLayer(map, features, paints, null, null, '#aab6bf');
  useLabels(map, labels);
  const layer = useRecordLayer(map, sets, style);

  const extent = boxText(around ?? sets.flatMap((set) => set.features));
  useEffect(() => {
    if (!map || !extent) return;
    const [west, south, east, north] = extent.split(',').map(Number) as [number, number, number, number];
    map.fitBounds(
      [
        [south, west],
        [north, east],
      ],
      { padding: [24, 24], maxZoom: nearest, animate: false },
    );
  }, [map, extent, nearest]);

  useEffect(() => {
    if (!map || !layer || !choose) return;
    const click = (event: L.LeafletMouseEvent) => {
      const hit = layer.at(event.layerPoint);
      if (hit) choose(hit.id);
    };
    map.on('click', click);
    return () => void map.off('click', click);
  }, [map, layer, choose]);

  useNamesBelow(map);
  useControls(map);

  return <div ref={ref} className={className} role="application" aria-label={label} />;
}

/** Where they all lie; points far outside the province would make the rest too small to see. */
function boxText(features: RecordFeature[]): string | null {
  const boxes = features.flatMap(({ geometry }) => {
    const box = geometry && boxOf(geometry);
    return box ? [box] : [];
  });
  const near = boxes.filter((box) => box[0] > 104.5 && box[2] < 106.5 && box[1] > 20.5 && box[3] < 22.2);
  if (near.length === 0) return null;
  return [Math.min(...near.map((b) => b[0])), Math.min(...near.map((b) => b[1])), Math.max(...near.map((b) => b[2])), Math.max(...near.map((b) => b[3]))].join(
    ',',
  );
}
