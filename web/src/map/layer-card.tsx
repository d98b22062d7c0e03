import { ActionIcon, Loader, SegmentedControl, Switch, Text } from '@mantine/core';
import { IconStack2, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { FeaturePage, KindName } from '../api-types';
import { KIND_ORDER } from '../records/registry';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import css from './map.module.css';
import type { MapState, useMapState } from './map-state';
import { LayerSign, SymbolKey } from './symbol-key';

interface Props {
  state: MapState;
  set: ReturnType<typeof useMapState>['set'];
  /** In the order of KIND_ORDER; undefined while switched off. */
  pages: (FeaturePage | undefined)[];
  queryOf: (kind: KindName) => URLSearchParams | null;
  loading: boolean;
  filtered: boolean;
}

/** Switches of the layers, each with its sign and with how many records the view holds. */
export function LayerCard({ state, set, pages, queryOf, loading, filtered }: Props) {
  const { say } = useWords();
  const [wanted, setWanted] = useState(() => window.matchMedia('(min-width: 901px)').matches);
  // Beside an open drawer there is little map left: the card makes room until it is asked for.
  const beside = state.selection !== null && window.matchMedia('(max-width: 1599px)').matches;
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
        {loading && <Loader size={14} aria-label={say('loading')} />}
        <ActionIcon variant="subtle" color="gray" size="sm" ml="auto" aria-label={say('layers.close')} onClick={() => setOpen(false)}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      {KIND_ORDER.map((kind, index) => (
        <LayerSwitch key={kind} kind={kind} page={pages[index]} none={queryOf(kind) === null} state={state} set={set} />
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
      <div aria-live="polite">
        <Cut pages={pages} />
        {filtered && (
          <Text size="xs" c="dimmed">
            {say('layers.filtered')}
          </Text>
        )}
      </div>
      <button type="button" className="link" aria-expanded={key} onClick={() => setKey(!key)}>
        {say(key ? 'layers.keyClose' : 'layers.keyOpen')}
      </button>
      {key && (
        <>
          <Text size="xs" mt={8}>
            {say('layers.colourBy')}
          </Text>
          <SegmentedControl
            size="xs"
            fullWidth
            aria-label={say('layers.colourBy')}
            value={state.byOwner ? 'owner' : 'structure'}
            onChange={(value) => set.byOwner(value === 'owner')}
            data={['structure', 'owner'].map((value) => ({ value, label: say(`layers.colour.${value}`) }))}
          />
          <SymbolKey byOwner={state.byOwner} layers={state.layers} />
        </>
      )}
    </section>
  );
}

function LayerSwitch({ kind, page, none, state, set }: { kind: KindName; page: FeaturePage | undefined; none: boolean; state: MapState; set: Props['set'] }) {
  const { say } = useWords();
  const on = state.layers.includes(kind);
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
          {on && (page || none) && <span className={css.layerCount}>{formatNumber(page?.numberMatched ?? 0)}</span>}
        </span>
      }
    />
  );
}

/** Never show a part as if it were the whole. */
function Cut({ pages }: { pages: (FeaturePage | undefined)[] }) {
  const { say } = useWords();
  const cut = pages.find((page) => page && page.numberReturned < page.numberMatched);
  if (!cut) return null;
  return (
    <Text size="xs" className={css.cut}>
      {say('layers.cut', { shown: formatNumber(cut.numberReturned), all: formatNumber(cut.numberMatched) })}
    </Text>
  );
}
