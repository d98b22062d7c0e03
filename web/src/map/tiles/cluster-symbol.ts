import type { Values } from '../../api-types';
import { badge } from '../symbols';
import { OTHER_COLOUR } from './colouring';

type Context = CanvasRenderingContext2D;

export interface ClusterLook {
  /** Value and colour, in the order of the key. */
  colours: [string, string][];
  attribute: string;
  square: boolean;
  /** The count as people write it. */
  text: string;
  count: number;
}

/** The area grows with the number, within what fits into a cell of the map. */
export const clusterRadius = (count: number): number => Math.min(30, 11 + 0.75 * Math.sqrt(count));

/** Parts of a cluster by an attribute: what the server counted, in the order of the key; values without a colour together at the end. */
export function mixOf(values: Values, attribute: string, colours: [string, string][]): [number, string][] {
  const parts = new Map<string, number>();
  for (const [name, count] of Object.entries(values)) {
    const [of, value] = name.split(/:(.*)/) as [string, string?];
    if (of !== attribute || value === undefined || !Number(count)) continue;
    const colour = colours.find(([one]) => one === value)?.[1] ?? OTHER_COLOUR;
    parts.set(colour, (parts.get(colour) ?? 0) + Number(count));
  }
  const order = [...colours.map(([, colour]) => colour), OTHER_COLOUR];
  return [...parts].sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0])).map(([colour, count]) => [count, colour]);
}

/** A ring split by the mix with the count inside; sites stand on a square, so that their clusters differ without colour too. */
export function drawCluster(context: Context, values: Values, look: ClusterLook, x: number, y: number): void {
  const r = clusterRadius(look.count);
  const ring = Math.max(4, r * 0.28);
  const parts = mixOf(values, look.attribute, look.colours);
  const total = parts.reduce((sum, [count]) => sum + count, 0) || 1;
  context.beginPath();
  context.arc(x, y, r + 1.5, 0, 2 * Math.PI);
  context.fillStyle = '#fff';
  context.fill();
  let from = -Math.PI / 2;
  for (const [count, colour] of parts.length ? parts : ([[1, OTHER_COLOUR]] as [number, string][])) {
    const to = from + (2 * Math.PI * count) / (parts.length ? total : 1);
    context.beginPath();
    context.arc(x, y, r - ring / 2, from, to);
    context.lineWidth = ring;
    context.strokeStyle = colour;
    context.stroke();
    // A white gap tells neighbours apart whose colours are alike to some eyes.
    if (parts.length > 1) gap(context, x, y, r, ring, from);
    from = to;
  }
  if (look.square) {
    const side = (r - ring) * 0.82;
    context.strokeStyle = '#4b2f75';
    context.lineWidth = 1;
    context.strokeRect(x - side, y - side, 2 * side, 2 * side);
  }
  context.fillStyle = '#16222c';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.font = `600 ${look.text.length > 4 ? 10 : r < 14 ? 10.5 : 12}px "Be Vietnam Pro", sans-serif`;
  context.fillText(look.text, x, y + 0.5);
  if (Number(values.problem) > 0) badge(context, x + r * 0.74, y - r * 0.74, 5);
}

function gap(context: Context, x: number, y: number, r: number, ring: number, angle: number): void {
  context.beginPath();
  context.moveTo(x + Math.cos(angle) * (r - ring), y + Math.sin(angle) * (r - ring));
  context.lineTo(x + Math.cos(angle) * r, y + Math.sin(angle) * r);
  context.lineWidth = 1.5;
  context.strokeStyle = '#fff';
  context.stroke();
}
