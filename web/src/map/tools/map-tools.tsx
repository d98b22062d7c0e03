import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import {
  IconBookmark,
  IconBroadcast,
  IconChevronDown,
  IconChevronUp,
  IconLasso,
  IconPrinter,
  IconRuler2,
  IconRulerMeasure,
  IconTools,
  type Icon,
} from '@tabler/icons-react';
import type * as L from 'leaflet';
import { Suspense, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { KindName } from '../../api-types';
import { useWords } from '../../text';
import { useUrlState } from '../../ui/use-url-state';
import { readPlace, useGoTo } from '../go-to';
import type { MapState } from '../map-state';
import { toolNamed, TOOLS, type Tool } from './tool';
import css from './tools.module.css';
import { lazyPart } from '../../ui/lazy-part';

// Each is fetched by those who take it up: the map itself is to come quickly.
const Measure = lazyPart(() => import('./measure'));
const Nearest = lazyPart(() => import('./nearest'));
const SelectArea = lazyPart(() => import('./select-area'));
const Selection = lazyPart(() => import('./selection'));
const Pin = lazyPart(() => import('./pin'));
const Views = lazyPart(() => import('../../views/views-panel'));
const PrintDialog = lazyPart(() => import('../../print/print-dialog'));

const ICONS: Record<Tool, Icon> = { length: IconRulerMeasure, area: IconRuler2, nearest: IconBroadcast, select: IconLasso };

interface Props {
  map: L.Map | null;
  state: MapState;
  queryOf: (kind: KindName) => URLSearchParams | null;
  /** The keys of the map, for the printed page. */
  legend: ReactNode;
}

/** What one does on the map besides reading it: measure, find near, select, keep, print. */
export function MapTools({ map, state, queryOf, legend }: Props) {
  const { say } = useWords();
  const { params, change } = useUrlState();
  const wide = useMediaQuery('(min-width: 1600px)', true, { getInitialValueInEffect: false });
  const [wanted, setWanted] = useState<boolean | null>(null);
  const [panel, setPanel] = useState<'views' | 'print' | null>(null);
  const bar = useRef<HTMLDivElement>(null);
  useGoTo(map);
  const tool = toolNamed(params.get('tool'));
  const within = params.get('within');
  const at = readPlace(params.get('at'));
  const busy = tool !== null || within !== null || at !== null || panel === 'views';
  // What a tool shows takes the bar's place, so that there is map left.
  const open = wanted ?? (wide && !busy);
  const take = (next: Tool) => {
    setPanel(null);
    setWanted(null);
    change({ tool: tool === next ? null : next, ...(at && { at: null }) });
  };
  const show = (next: 'views' | 'print') => {
    change({ tool: null });
    setWanted(null);
    setPanel(panel === next ? null : next);
  };
  // Arrows walk along the bar, as they do in every toolbar.
  const walk = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const buttons = [...(bar.current?.querySelectorAll('button') ?? [])];
    const index = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (!step || index < 0) return;
    event.preventDefault();
    buttons[(index + step + buttons.length) % buttons.length]?.focus();
  };
  const button = (name: string, Sign: Icon, pressed: boolean, press: () => void) => (
    <button key={name} type="button" className={css.tool} aria-pressed={pressed} onClick={press}>
      <Sign size={18} aria-hidden />
      {say(`tool.${name}.name`)}
    </button>
  );
  return (
    <div className={css.root}>
      <div ref={bar} role="toolbar" tabIndex={-1} aria-orientation="vertical" aria-label={say('tool.label')} className={css.bar} onKeyDown={walk}>
        <Button
          size="xs"
          variant="default"
          className={css.head}
          leftSection={<IconTools size={16} aria-hidden />}
          rightSection={open ? <IconChevronUp size={14} aria-hidden /> : <IconChevronDown size={14} aria-hidden />}
          aria-expanded={open}
          onClick={() => setWanted(!open)}
        >
          {say('tool.label')}
        </Button>
        {open && TOOLS.map((one) => button(one, ICONS[one], tool === one, () => take(one)))}
        {open && button('views', IconBookmark, panel === 'views', () => show('views'))}
        {open && button('print', IconPrinter, panel === 'print', () => show('print'))}
      </div>
      <Suspense fallback={null}>
        {map && (tool === 'length' || tool === 'area') && <Measure key={tool} map={map} closed={tool === 'area'} close={() => change({ tool: null })} />}
        {map && tool === 'nearest' && <Nearest map={map} at={at} asOf={state.asOf} />}
        {map && tool === 'select' && <SelectArea map={map} />}
        {map && within && tool === null && <Selection map={map} within={within} state={state} queryOf={queryOf} />}
        {map && at && tool === null && <Pin map={map} at={at} />}
        {panel === 'views' && <Views close={() => setPanel(null)} />}
        {map && panel === 'print' && <PrintDialog map={map} state={state} legend={legend} close={() => setPanel(null)} />}
      </Suspense>
    </div>
  );
}
