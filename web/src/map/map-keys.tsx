import { useWords } from '../text';
import { Legend } from './legend';
import type { MapState } from './map-state';
import { LayerSign, SymbolKey } from './symbol-key';
import type { UnitFigures } from './unit-figures';

/** All keys of the map together, as the printed page has them. */
export function MapKeys({ state, figures }: { state: MapState; figures: UnitFigures }) {
  const { say } = useWords();
  return (
    <>
      <h2>{say(`indicator.${state.indicator.id}`)}</h2>
      <Legend indicator={state.indicator} figures={figures} />
      <SymbolKey byOwner={state.byOwner} layers={state.layers} />
      {state.zones && (
        <ul>
          <li>
            <LayerSign layer="zones" /> {say('layers.zones')}
          </li>
        </ul>
      )}
    </>
  );
}
