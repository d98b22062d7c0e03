import { Button, SegmentedControl } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconArrowBackUp, IconCheck, IconCurrentLocation, IconPencil, IconTrash } from '@tabler/icons-react';
import type { Geometry } from 'geojson';
import * as L from 'leaflet';
import { useEffect, useMemo, useRef, useState } from 'react';
import { CursorStrip } from '../map/cursor-strip';
import { boxOf } from '../map/geometry';
import { useLeaflet } from '../map/leaflet';
import { useControls, useNamesBelow } from '../map/use-controls';
import { useLabels, useUnitLayer, useZoneLayer } from '../map/use-map-layers';
import { useUnits, useZones } from '../status/queries';
import { useWords } from '../text';
import { rememberedEntry, rememberEntry, type Entry } from './entry';
import { finishDrawing, undoVertex } from './geoman';
import css from './geometry-editor.module.css';
import { PlaceFacts } from './place-facts';
import { isDrawn, type Drawn, type Shape } from './shapes';
import { useDrawing } from './use-drawing';
import { useNeighbours, type Known } from './use-neighbours';
import { VertexList } from './vertex-list';

interface Props {
  /** Shapes it may have, the usual one first. */
  shapes: string[];
  value: Geometry | null;
  change: (geometry: Drawn | null) => void;
  /** Told while a line or an area is half drawn, and not there to be kept yet. */
  underWay?: (drawing: boolean) => void;
  /** A new record may be without a place for a while; one that has a place keeps one. */
  clearable?: boolean;
  /** Where it was, drawn dashed beneath. */
  old?: Geometry | null;
  /** The record itself, which is not its own neighbour. */
  except?: Known | null;
  label: string;
}

/** A place, a line or an area: drawn on the map or written in numbers, in any of the systems in use. */
export default function GeometryEditor({ shapes, value: given, change, underWay, clearable = false, old = null, except = null, label }: Props) {
  const { say } = useWords();
  const value = isDrawn(given) ? given : null;
  const [shape, setShape] = useState<Shape>((value?.type ?? shapes[0]) as Shape);
  const [drawing, setDrawing] = useState(false);
  const [live, setLive] = useState<Drawn | null>(null);
  const [entry, chooseEntry] = useState<Entry>(rememberedEntry);
  const setEntry = (one: Entry) => {
    rememberEntry(one);
    chooseEntry(one);
  };
  useEffect(() => {
    underWay?.(drawing);
    return () => underWay?.(false);
  }, [drawing, underWay]);
  const { commit, undo } = useSteps(value, change);
  const { ref, map } = useLeaflet(null, { pmIgnore: false });
  useGround(map);
  useNeighbours(map, except, old);
  useDrawing(map, { value, shape, drawing, pointLabel: say('form.pin'), commit, live: setLive, stopped: () => setDrawing(false) });
  useFollow(map, value);
  /** What was typed is shown near enough to see what stands around it. */
  const commitTyped = (next: Drawn) => {
    commit(next);
    if (map && map.getZoom() < NEAR) fit(map, next);
  };
  const isPoint = shape === 'Point';
  const back = drawing && !isPoint ? () => map && undoVertex(map, shape) : undo;
  useHotkeys([['mod+Z', () => back?.()]]);

  return (
    <section className={css.editor} aria-label={label}>
      <div className={css.tools} role="toolbar" aria-label={say('form.tools')}>
        {shapes.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label={say('form.shape.label')}
            data={shapes.map((one) => ({ value: one, label: say(`form.shape.${one}`) }))}
            value={shape}
            onChange={(one) => {
              setDrawing(false);
              setShape(one as Shape);
            }}
          />
        )}
        {isPoint && !value && map && (
          <Button
            size="compact-sm"
            leftSection={<IconCurrentLocation size={16} />}
            onClick={() => commit({ type: 'Point', coordinates: [map.getCenter().lng, map.getCenter().lat] })}
          >
            {say('form.atCentre')}
          </Button>
        )}
        {!isPoint &&
          (drawing ? (
            <>
              <Button size="compact-sm" leftSection={<IconCheck size={16} />} onClick={() => map && finishDrawing(map, shape)}>
                {say('form.finish')}
              </Button>
              <Button size="compact-sm" variant="default" onClick={() => setDrawing(false)}>
                {say('cancel')}
              </Button>
            </>
          ) : (
            <Button
              size="compact-sm"
              variant={value ? 'default' : 'filled'}
              leftSection={<IconPencil size={16} />}
              onClick={() => {
                setDrawing(true);
                map?.getContainer().focus();
              }}
            >
              {say(value?.type === shape ? 'form.redraw' : `form.draw.${shape}`)}
            </Button>
          ))}
        <Button size="compact-sm" variant="default" leftSection={<IconArrowBackUp size={16} />} disabled={!back} onClick={() => back?.()}>
          {say('form.undo')}
        </Button>
        <Button size="compact-sm" variant="default" disabled={!value} onClick={() => map && value && fit(map, value)}>
          {say('form.show')}
        </Button>
        {clearable && (
          <Button size="compact-sm" variant="default" leftSection={<IconTrash size={16} />} disabled={!value} onClick={() => commit(null)}>
            {say('form.clear')}
          </Button>
        )}
      </div>
      <p className={css.hint}>{say(`form.hint.${drawing ? 'drawing' : isPoint ? 'Point' : value ? 'edit' : shape}`)}</p>
      <div ref={ref} className={css.map} role="application" aria-label={label} data-testid="geometry-map" />
      <CursorStrip map={map} />
      <PlaceFacts
        geometry={live ?? value}
        entry={entry}
        move={(to, zone) => {
          commit(to);
          if (zone) setEntry(zone);
        }}
      />
      <VertexList key={shape} shape={shape} value={value} entry={entry} setEntry={setEntry} commit={commitTyped} />
    </section>
  );
}

/** Every change can be taken back, one after the other. */
function useSteps(value: Drawn | null, change: (geometry: Drawn | null) => void) {
  const [steps, setSteps] = useState<(Drawn | null)[]>([]);
  const commit = (next: Drawn | null) => {
    setSteps((before) => [...before, value]);
    change(next);
  };
  const undo = steps.length
    ? () => {
        change(steps.at(-1)!);
        setSteps(steps.slice(0, -1));
      }
    : null;
  return { commit, undo };
}

/** What is there when it opens fills the view; what is then put elsewhere, in numbers, is followed. */
function useFollow(map: L.Map | null, value: Drawn | null): void {
  const opened = useRef<L.Map | null>(null);
  useEffect(() => {
    if (!map) return;
    if (value && (opened.current !== map || !map.getBounds().intersects(boundsOf(value)))) fit(map, value);
    opened.current = map;
  }, [map, value]);
}

function boundsOf(geometry: Drawn): L.LatLngBounds {
  const [west, south, east, north] = boxOf(geometry)!;
  return L.latLngBounds([south, west], [north, east]);
}

const fit = (map: L.Map, geometry: Drawn): void =>
  void map.fitBounds(boundsOf(geometry), { padding: [40, 40], maxZoom: geometry.type === 'Point' ? 16 : 18, animate: false });

const NEAR = 14;
const PAPER = '#fdfefe';

/** The units with their names, and the zones, under everything. */
function useGround(map: L.Map | null): void {
  const features = useUnits('communes2020').data?.features;
  const zones = useZones(true).data ?? null;
  const paints = useMemo(() => new Map((features ?? []).map((unit) => [String(unit.id), { colour: PAPER, flagged: false }])), [features]);
  const labels = useMemo(() => (features ?? []).map((unit) => ({ unit, note: null, rank: -unit.properties.areaKm2 })), [features]);
  useUnitLayer(map, features, paints, null, null, '#aab6bf');
  useZoneLayer(map, zones);
  useLabels(map, labels);
  useNamesBelow(map);
  useControls(map);
}
