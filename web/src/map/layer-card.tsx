import { ActionIcon, NativeSelect, Switch, Text } from '@mantine/core';
import { IconStack2, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { KindName } from '../api-types';
import { useCount } from '../records/queries';
import { KIND_ORDER } from '../records/registry';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import { BaseSwitch } from './base/base-switch';
import type { BaseChoice } from './base/use-base-map';
import css from './map.module.css';
import type { MapState, useMapState } from './map-state';
import { LayerSign, SymbolKey } from './symbol-key';
import { COLOURINGS, colouringNamed } from './tiles/colouring';

interface Props {
  state: MapState;
  set: ReturnType<typeof useMapState>['set'];
  base: BaseChoice;
  queryOf: (kind: KindName) => URLSearchParams | null;
  /** Whether there are any stations taken down, before narrower filters. */
  gone: boolean;
  filtered: boolean;
  /** The filter itself says which statuses are wanted. */
  statusAsked: boolean;
}

/** Switches of the layers, each with its sign and with how many records the filter finds. */
export function LayerCard({ state, set, base, queryOf, gone, filtered, statusAsked }: Props) {
  const { say } = useWords();
  const [wanted, setWanted] = useState(() => window.matchMedia('(min-width: 1101px)').matches);
  // Beside an open drawer there is little map left: the card makes room until it is asked for.
  const beside = (state.selection !== null || state.list !== null) && window.matchMedia('(max-width: 1599px)').matches;
  const [asked, setAsked] = useState(false);
  useEffect(() => setAsked(false), [beside]);
  const open = beside ? asked : wanted;
  const setOpen = beside ? setAsked : setWanted;
  const [key, setKey] = useState(false);
  if (!open) {
    return (
      <ActionIcon className={css.layersButton} size="lg" variant="default" aria-label={say('layers.open')} onClick={() => setOpen(true)}>
        <IconStack2 size={20} />
      </ActionIcon>
    );
  }
  return (
    <section className={css.layers} aria-label={say('layers.title')}>
      <div className={css.layersHead}>
        <Text fw={600} size="sm">
          {say('layers.title')}
        </Text>
        <ActionIcon variant="subtle" color="gray" size="sm" ml="auto" aria-label={say('layers.close')} onClick={() => setOpen(false)}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      {KIND_ORDER.map((kind) => (
        <LayerSwitch key={kind} kind={kind} query={queryOf(kind)} state={state} set={set} />
      ))}
      <Switch
        size="xs"
        className={css.layer}
        checked={state.zones}
        onChange={(event) => set.zones(event.currentTarget.checked)}
        label={
          <span className={css.layerLabel}>
            <LayerSign layer="zones" />
            {say('layers.zones')}
          </span>
        }
      />
      <BaseSwitch base={base} own={state.ownBase} choose={set.ownBase} />
      <div aria-live="polite">
        {gone && state.layers.includes('bts-stations') && !statusAsked && <Dismantled query={queryOf('bts-stations')} state={state} set={set} />}
        {filtered && (
          <Text size="xs" c="dimmed">
            {say('layers.filtered')}
          </Text>
        )}
      </div>
      <NativeSelect
        size="xs"
        mt={6}
        label={say('layers.colourBy')}
        value={state.colouring}
        onChange={(event) => set.colouring(colouringNamed(event.currentTarget.value))}
        data={COLOURINGS.map((value) => ({ value, label: say(`layers.colour.${value}`) }))}
      />
      <button type="button" className="link" aria-expanded={key} onClick={() => setKey(!key)}>
        {say(key ? 'layers.keyClose' : 'layers.keyOpen')}
      </button>
      {key && <SymbolKey colouring={state.colouring} dismantled={state.dismantled} layers={state.layers} />}
    </section>
  );
}

interface SwitchProps {
  kind: KindName;
  query: URLSearchParams | null;
  state: MapState;
  set: Props['set'];
}

function LayerSwitch({ kind, query, state, set }: SwitchProps) {
  const { say } = useWords();
  const on = state.layers.includes(kind);
  const count = useCount(kind, on ? query : null);
  return (
    <Switch
      size="xs"
      className={css.layer}
      checked={on}
      onChange={() => set.layers(on ? state.layers.filter((one) => one !== kind) : [...state.layers, kind])}
      label={
        <span className={css.layerLabel}>
          <LayerSign layer={kind} />
          <span>{say(`kindShort.${kind}`)}</span>
          {on && count.data !== undefined && <span className={css.layerCount}>{formatNumber(count.data)}</span>}
        </span>
      }
    />
  );
}

/** Stations taken down are counted, but not drawn unless somebody wants to see them. */
function Dismantled({ query, state, set }: { query: URLSearchParams | null; state: MapState; set: Props['set'] }) {
  const { say } = useWords();
  const gone = query && new URLSearchParams([...query, ['status', 'dismantled']]);
  const count = useCount('bts-stations', gone).data ?? 0;
  if (count === 0) return null;
  return (
    <Text size="xs" c="dimmed">
      {say(state.dismantled ? 'layer.dismantled.shown' : 'layer.dismantled.hidden', { count: formatNumber(count) })}{' '}
      <button type="button" className="link" onClick={() => set.dismantled(!state.dismantled)}>
        {say(state.dismantled ? 'layer.dismantled.hide' : 'layer.dismantled.show')}
      </button>
    </Text>
  );
}
