import * as L from 'leaflet';
import { useEffect } from 'react';
import { useWords } from '../../text';
import { formatNumber } from '../../text/format';
import { useUrlState } from '../../ui/use-url-state';
import { toVn2000 } from '../vn2000';
import { Card } from './card';
import { addPin } from './pin-layer';
import css from './tools.module.css';

/** A place that was searched for by its numbers. */
export default function Pin({ map, at }: { map: L.Map; at: [lat: number, lon: number] }) {
  const { say } = useWords();
  const { change } = useUrlState();
  const [lat, lon] = at;
  useEffect(() => addPin(map, lat, lon), [map, lat, lon]);
  const { easting, northing } = toVn2000(lon, lat);
  return (
    <Card title={say('tool.pin.name')} close={() => change({ at: null })} testid="pin">
      <p className={css.help}>
        {say('tool.pin.wgs', { lat: formatNumber(lat, 6), lon: formatNumber(lon, 6) })}
        <br />
        {say('tool.pin.vn', { x: formatNumber(northing, 1), y: formatNumber(easting, 1) })}
      </p>
      <button type="button" className="link" onClick={() => change({ tool: 'nearest' })}>
        {say('tool.pin.near')}
      </button>
    </Card>
  );
}
