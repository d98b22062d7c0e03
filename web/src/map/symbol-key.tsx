import { useLayoutEffect, useRef } from 'react';
import type { KindName, Values } from '../api-types';
import { fieldOf, useRegistry } from '../records/registry';
import { useValueWords } from '../records/values';
import { useWords } from '../text';
import { STRUCTURE_COLOURS } from './colours';
import css from './map.module.css';
import { drawCluster } from './tiles/cluster-symbol';
import { coloursOf, OTHER_COLOUR, ownersOf, type Colouring } from './tiles/colouring';
import { Sprites } from './tiles/sprites';
import { drawAgreement, drawSegment, drawSite, drawStation, LAND_STAGES } from './symbols';

type Draw = (context: CanvasRenderingContext2D) => void;
const [W, H] = [34, 22];

/** The key is drawn by the same hand as the map. */
function Sign({ draw }: { draw: Draw }) {
  const ref = useRef<HTMLCanvasElement>(null);
  // With the list it belongs to, not a moment later: the printed sheet copies it.
  useLayoutEffect(() => {
    const canvas = ref.current!;
    const ratio = window.devicePixelRatio || 1;
    canvas.width = W * ratio;
    canvas.height = H * ratio;
    const context = canvas.getContext('2d');
    if (!context) return;
    context.scale(ratio, ratio);
    draw(context);
  }, [draw]);
  return <canvas ref={ref} className={css.sign} aria-hidden />;
}

const station =
  (values: Values, colour = STRUCTURE_COLOURS[String(values.structure)]!): Draw =>
  (context) =>
    drawStation(context, values, colour, W / 2, H / 2, 5.5);
const segment =
  (values: Values): Draw =>
  (context) =>
    drawSegment(
      context,
      values,
      [
        [3, H / 2],
        [W - 3, H / 2],
      ],
      3.5,
    );
const site =
  (values: Values): Draw =>
  (context) =>
    drawSite(context, values, W / 2, H / 2, 7);

const LAYER_SIGNS: Record<KindName, Draw> = {
  'bts-stations': (context) => {
    drawStation(context, { structure: 'bulky', status: 'operating' }, STRUCTURE_COLOURS.bulky!, 10, H / 2, 4.5);
    drawStation(context, { structure: 'environmentally_friendly', status: 'operating' }, STRUCTURE_COLOURS.environmentally_friendly!, 24, H / 2, 4.5);
  },
  'cable-segments': segment({ method: 'underground', status: 'completed' }),
  'post-office-sites': site({ landStage: 'site_proposed' }),
  'sharing-agreements': (context) =>
    drawAgreement(
      context,
      [
        [8, 15],
        [26, 8],
      ],
      4,
    ),
};

export function LayerSign({ layer }: { layer: KindName | 'zones' }) {
  return layer === 'zones' ? <span className={css.zoneSign} /> : <Sign draw={LAYER_SIGNS[layer]} />;
}

/** A station in the colour of one value of the attribute. */
const coloured =
  (colouring: Colouring, value: string, colour: string): Draw =>
  (context) => {
    const values = {
      structure: 'environmentally_friendly',
      status: 'operating',
      ...(colouring === 'technology' ? { technologies: value } : { [colouring]: value }),
    };
    new Sprites(colouring, () => colour).stamp(context, window.devicePixelRatio || 1, 'bts-stations', values, W / 2, H / 2, 7);
  };

interface KeyProps {
  colouring: Colouring;
  dismantled: boolean;
  layers: KindName[];
}

/** What every sign means, in the colours of the chosen attribute. */
export function SymbolKey({ colouring, dismantled, layers }: KeyProps) {
  const { say, pick } = useWords();
  const registry = useRegistry();
  const words = useValueWords();
  const label = (kind: KindName, field: string, value: string) =>
    pick(fieldOf(registry.kind(kind)!, field)?.codes?.find((code) => code.value === value)?.label);
  const friendly = { structure: 'environmentally_friendly', status: 'operating' };
  const neutral = colouring === 'structure' ? undefined : '#46505a';
  const attribute = fieldOf(registry.kind('bts-stations')!, colouring === 'technology' ? 'technologies' : colouring);
  const colours = coloursOf(colouring, ownersOf(registry.organizations)).filter(([value]) => dismantled || value !== 'dismantled');
  const others = colours.some(([, colour]) => colour === OTHER_COLOUR);
  const mix = Object.fromEntries(colours.slice(0, 3).map(([value], index) => [`${colouring}:${value}`, 3 - index]));
  const stations: [Draw, string][] = [
    ...(colouring === 'structure'
      ? []
      : colours
          .filter(([, colour]) => colour !== OTHER_COLOUR)
          .map(([value, colour]): [Draw, string] => [coloured(colouring, value, colour), words(attribute, value)])),
    ...(others ? [[station(friendly, OTHER_COLOUR), say('layer.key.otherOwners')] as [Draw, string]] : []),
    ...['bulky', 'environmentally_friendly'].map((structure): [Draw, string] => [
      station({ structure, status: 'operating' }, neutral),
      label('bts-stations', 'structure', structure),
    ]),
    ...(colouring === 'status' ? [] : ['under_construction', 'planned', 'suspended']).map((status): [Draw, string] => [
      station({ ...friendly, status }, neutral),
      label('bts-stations', 'status', status),
    ]),
    [station({ ...friendly, shared: true, tenants: 2 }, neutral), say('layer.key.tenants')],
    [station({ ...friendly, inspectionOverdue: true }, neutral), say('key.overdueInspection')],
    [
      (context) => drawCluster(context, mix, { colours, attribute: colouring, square: false, text: '6', count: 6 }, W / 2, H / 2),
      say('layer.key.cluster', { attribute: say(`layers.colour.${colouring}`) }),
    ],
  ];
  const segments: [Draw, string][] = [
    ...['tidy', 'bundle', 'underground'].map((method): [Draw, string] => [segment({ method, status: 'completed' }), label('cable-segments', 'method', method)]),
    ...['planned', 'in_progress'].map((status): [Draw, string] => [segment({ method: 'bundle', status }), label('cable-segments', 'status', status)]),
    [segment({ method: 'bundle', status: 'planned', overdue: true }), say('key.overdue')],
  ];
  const sites: [Draw, string][] = [
    ...LAND_STAGES.map((landStage): [Draw, string] => [site({ landStage }), label('post-office-sites', 'landStage', landStage)]),
    [site({ landStage: 'requested', obstacle: '!' }), say('key.obstacle')],
  ];
  const lists: [KindName, [Draw, string][]][] = [
    ['bts-stations', stations],
    ['cable-segments', segments],
    ['post-office-sites', sites],
  ];
  return (
    <div className={css.key}>
      {lists
        .filter(([kind]) => layers.includes(kind))
        .map(([kind, signs]) => (
          <section key={kind} aria-label={pick(registry.kind(kind)?.label)}>
            <strong>{pick(registry.kind(kind)?.label)}</strong>
            <ul>
              {signs.map(([draw, text]) => (
                <li key={text}>
                  <Sign draw={draw} /> {text}
                </li>
              ))}
            </ul>
          </section>
        ))}
    </div>
  );
}
