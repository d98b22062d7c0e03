import { useWords } from '../text';
import { Legend } from './legend';
import type { MapState } from './map-state';
import { LayerSign, SymbolKey } from './symbol-key';
import type { UnitFigures } from './unit-figures';

interface Props {
  state: MapState;
  figures: UnitFigures;
  /** Whether stations taken down are drawn. */
  dismantled: boolean;
}

/** All keys of the map together, as the printed page has them. */
export function MapKeys({ state, figures, dismantled }: Props) {
  const { say } = useWords();
  return (
    <>
      <h2>{say(`indicator.${state.indicator.id}`)}</h2>
      <Legend indicator={state.indicator} figures={figures} />
      <SymbolKey colouring={state.colouring} dismantled={dismantled} layers={state.layers} />
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
