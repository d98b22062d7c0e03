import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import * as L from 'leaflet';
import { useEffect, useMemo } from 'react';
import { Link } from 'react-router';
import { readRing, type Ring } from '../../../../api/src/geo/ring';
import { apiUrl, get } from '../../api';
import type { Figures, KindName, Status } from '../../api-types';
import { readFilter } from '../../records/filter';
import { useCount } from '../../records/queries';
import { KIND_ORDER, useRegistry } from '../../records/registry';
import { useWords } from '../../text';
import { formatLength, formatNumber, formatShare } from '../../text/format';
import { ProblemView } from '../../ui/problem';
import { searchText, useUrlState } from '../../ui/use-url-state';
import type { MapState } from '../map-state';
import { Card } from './card';
import { areaM2, areaText } from './geodesy';
import { toolPane } from './pointer';
import css from './tools.module.css';

interface Props {
  map: L.Map;
  within: string;
  state: MapState;
  queryOf: (kind: KindName) => URLSearchParams | null;
}

/** What lies in the drawn area: records with their lists and files, and figures. */
export default function Selection({ map, within, state, queryOf }: Props) {
  const { say, pick } = useWords();
  const { params, change } = useUrlState();
  const { kinds } = useRegistry();
  const read = useMemo(() => readRing(within), [within]);
  const ring = 'vi' in read ? null : read;
  useEffect(() => (ring ? addArea(map, ring) : undefined), [map, ring]);
  const query = { level: 'district', within, owner: params.get('owner'), q: params.get('q'), asOf: state.asOf };
  const status = useQuery({ queryKey: ['status', query], queryFn: ({ signal }) => get<Status>('/status', query, signal), enabled: ring !== null });
  // The figures know fewer filters than the lists do.
  const others = [...readFilter(params, kinds).keys()].some((name) => !['within', 'owner', 'q'].includes(name));
  return (
    <Card title={say('tool.selection.title')} close={() => change({ within: null })} testid="selection">
      {'vi' in read ? (
        <p className={css.fault} role="alert">
          {pick(read)}
        </p>
      ) : (
        <p className={css.help}>{say('tool.selection.size', { area: areaText(areaM2(read)), count: read.length })}</p>
      )}
      <table className={css.table}>
        <tbody>
          {KIND_ORDER.map((kind) => (
            <KindRow key={kind} kind={kind} query={ring && queryOf(kind)} params={params} />
          ))}
        </tbody>
      </table>
      {status.isPending && ring && <Skeleton height={96} mt={8} aria-label={say('loading')} />}
      {status.isError && <ProblemView error={status.error} retry={() => void status.refetch()} />}
      {status.data && <FigureRows figures={status.data.total} />}
      {others && <p className={css.help}>{say('tool.selection.others')}</p>}
      <div className={css.buttons}>
        <Button size="compact-sm" variant="default" onClick={() => change({ within: null, tool: 'select' })}>
          {say('tool.selection.redraw')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => change({ within: null })}>
          {say('tool.selection.remove')}
        </Button>
      </div>
    </Card>
  );
}

function KindRow({ kind, query, params }: { kind: KindName; query: URLSearchParams | null; params: URLSearchParams }) {
  const { say } = useWords();
  const count = useCount(kind, query);
  const list = new URLSearchParams([...params].filter(([name]) => !['tool', 'at', 'sel', 'view', 'layers', 'tab'].includes(name)));
  return (
    <tr>
      <th scope="row">{say(`kindShort.${kind}`)}</th>
      <td>
        <Link
          to={`/records/${kind}?${searchText(list)}`}
          aria-label={say('tool.selection.list', { kind: say(`kindShort.${kind}`), count: formatNumber(count.data ?? 0) })}
        >
          <strong>{count.data === undefined ? '…' : formatNumber(count.data)}</strong>
        </Link>
        {query && count.data ? (
          <>
            {' · '}
            <a href={apiUrl(`/${kind}/export.geojson`, query)} download aria-label={say('tool.selection.exportOf', { kind: say(`kindShort.${kind}`) })}>
              {say('tool.selection.export')}
            </a>
          </>
        ) : null}
      </td>
    </tr>
  );
}

function FigureRows({ figures: { stations, cables, sites } }: { figures: Figures }) {
  const { say } = useWords();
  const rows: [string, string][] = [
    ['bulky', formatNumber(stations.byStructure.bulky ?? 0)],
    ['sharing', stations.sharingRate === null ? say('noData') : formatShare(stations.sharingRate)],
    ['inspection', formatNumber(stations.inspectionOverdue)],
    ['cables', `${formatLength(cables.doneM)} / ${formatLength(cables.plannedM)}`],
    ['blocked', formatNumber(sites.blocked)],
  ];
  return (
    <>
      <h3 className={css.figures}>{say('tool.selection.figures')}</h3>
      <table className={css.table} style={{ marginBottom: 8 }}>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{say(`tool.selection.${name}`)}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function addArea(map: L.Map, ring: Ring): () => void {
  const places = ring.map(([lon, lat]): L.LatLngTuple => [lat, lon]);
  const pane = toolPane(map);
  const area = L.layerGroup([
    L.polygon(places, { pane, interactive: false, color: '#fff', weight: 5, fill: false }),
    L.polygon(places, { pane, interactive: false, color: '#b3005e', weight: 2.5, fillOpacity: 0.08 }),
  ]).addTo(map);
  return () => void area.remove();
}
