import type { Values } from '../api-types';
import { AGREEMENT_COLOUR, ALARM, METHOD_COLOURS, SITE_COLOUR } from './colours';

type Context = CanvasRenderingContext2D;

export function stationPath(context: Context, bulky: boolean, x: number, y: number, r: number): void {
  context.beginPath();
  if (!bulky) return context.arc(x, y, r, 0, 2 * Math.PI);
  context.moveTo(x, y - r * 1.25);
  context.lineTo(x + r * 1.15, y + r * 0.8);
  context.lineTo(x - r * 1.15, y + r * 0.8);
  context.closePath();
}

/** Shape says the structure, fill the status: solid, left half, hollow, hatched. */
export function drawStation(context: Context, values: Values, colour: string, x: number, y: number, r: number): void {
  const bulky = values.structure === 'bulky';
  const status = values.status;
  stationPath(context, bulky, x, y, r);
  context.lineWidth = 3.5;
  context.strokeStyle = '#fff';
  context.stroke();
  context.fillStyle = status === 'operating' ? colour : '#fff';
  context.fill();
  if (status === 'under_construction' || status === 'suspended' || status === 'dismantled') {
    context.save();
    context.clip();
    if (status === 'under_construction') {
      context.fillStyle = colour;
      context.fillRect(x - 2 * r, y - 2 * r, 2 * r, 4 * r);
    } else hatch(context, x, y, r);
    context.restore();
    stationPath(context, bulky, x, y, r);
  }
  context.lineWidth = 1.5;
  context.strokeStyle = status === 'suspended' || status === 'dismantled' ? '#616e7a' : colour;
  context.stroke();
  if (values.shared === true) ring(context, x, y, r + 3, Math.max(1, Number(values.tenants) || 1));
  // Far out the badges would hide the stations themselves; the indicator tells of them there.
  if (values.inspectionOverdue === true && r >= 5) badge(context, x + r + 1, y - r - 1, Math.max(4, r * 0.65));
}

function hatch(context: Context, x: number, y: number, r: number): void {
  context.strokeStyle = '#616e7a';
  context.lineWidth = 1;
  context.beginPath();
  for (let d = -2 * r; d <= 2 * r; d += 3) {
    context.moveTo(x + d - r, y + r);
    context.lineTo(x + d + r, y - r);
  }
  context.stroke();
}

/** One part of the ring for each tenant. */
function ring(context: Context, x: number, y: number, r: number, tenants: number): void {
  const [part, gap] = [(2 * Math.PI) / tenants, tenants > 1 ? 0.5 : 0];
  for (const [width, colour] of [
    [3.5, '#fff'],
    [1.8, AGREEMENT_COLOUR],
  ] as const) {
    for (let i = 0; i < tenants; i++) {
      const from = i * part - Math.PI / 2;
      context.beginPath();
      context.arc(x, y, r, from + gap / 2, from + part - gap / 2);
      context.lineWidth = width;
      context.strokeStyle = colour;
      context.stroke();
    }
  }
}

export function badge(context: Context, x: number, y: number, r: number): void {
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.fillStyle = ALARM;
  context.strokeStyle = '#fff';
  context.lineWidth = 1;
  context.fill();
  context.stroke();
  if (r < 4) return;
  context.fillStyle = '#fff';
  context.font = `700 ${Math.round(r * 1.8)}px sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText('!', x, y + 0.5);
}

/** Far out, thousands of records are a dust in which only colour and place can be read. */
export function drawDot(context: Context, colour: string, x: number, y: number): void {
  context.fillStyle = '#fff';
  context.fillRect(x - 2.5, y - 2.5, 5, 5);
  context.fillStyle = colour;
  context.fillRect(x - 1.5, y - 1.5, 3, 3);
}

const DASHES: Record<string, number[]> = { planned: [7, 5], in_progress: [12, 4, 3, 4], completed: [], cancelled: [2, 6] };

export function drawSegment(context: Context, values: Values, points: [number, number][], width: number): void {
  const trace = (lineWidth: number, colour: string, dash: number[]) => {
    context.beginPath();
    points.forEach(([x, y], index) => (index ? context.lineTo(x, y) : context.moveTo(x, y)));
    context.lineWidth = lineWidth;
    context.strokeStyle = colour;
    context.setLineDash(dash);
    context.stroke();
  };
  context.lineJoin = context.lineCap = 'round';
  if (values.overdue === true) trace(width + 5, ALARM, []);
  trace(width + 2.5, '#fff', []);
  context.lineCap = 'butt';
  trace(width, METHOD_COLOURS[String(values.method)] ?? '#555', DASHES[String(values.status)] ?? []);
  context.setLineDash([]);
}

export const LAND_STAGES = ['no_land', 'requested', 'site_proposed', 'approved', 'allocated', 'certified'];

/** A square with six ticks, filled from below up to the tick of its stage. */
export function drawSite(context: Context, values: Values, x: number, y: number, r: number): void {
  // Tiles say whether there is an obstacle, records say which.
  const blocked = !!values.obstacle;
  const done = Math.max(0, LAND_STAGES.indexOf(String(values.landStage))) / (LAND_STAGES.length - 1);
  context.fillStyle = '#fff';
  context.fillRect(x - r - 2, y - r - 2, 2 * r + 4, 2 * r + 4);
  context.fillStyle = SITE_COLOUR;
  context.fillRect(x - r, y + r - 2 * r * done, 2 * r, 2 * r * done);
  context.lineWidth = blocked ? 2.5 : 1.5;
  context.strokeStyle = blocked ? ALARM : SITE_COLOUR;
  context.strokeRect(x - r, y - r, 2 * r, 2 * r);
  if (r < 6) return;
  context.lineWidth = 1;
  context.beginPath();
  for (let tick = 0; tick < LAND_STAGES.length; tick++) {
    const at = y + r - (2 * r * tick) / (LAND_STAGES.length - 1);
    context.moveTo(x + r, at);
    context.lineTo(x + r + 2.5, at);
  }
  context.stroke();
}

/** The places an agreement covers, strung on a thin curve. */
export function drawAgreement(context: Context, points: [number, number][], r: number): void {
  context.strokeStyle = AGREEMENT_COLOUR;
  context.lineWidth = 1.25;
  context.beginPath();
  points.forEach(([x, y], index) => {
    const before = points[index - 1];
    if (!before) return context.moveTo(x, y);
    const [bend, away] = [(before[0] + x) / 2, (before[1] + y) / 2];
    context.quadraticCurveTo(bend - (y - before[1]) * 0.15, away + (x - before[0]) * 0.15, x, y);
  });
  context.stroke();
  context.lineWidth = 1.5;
  for (const [x, y] of points) {
    context.beginPath();
    context.moveTo(x, y - r);
    context.lineTo(x + r, y);
    context.lineTo(x, y + r);
    context.lineTo(x - r, y);
    context.closePath();
    context.fillStyle = '#fff';
    context.fill();
    context.stroke();
  }
}

/** A place or line of a package under check: its colour says how it fared, a cross says error, dashes say how it was before. */
export function drawMark(context: Context, values: Values, points: [number, number][], line: boolean): void {
  const colour = String(values.markColour);
  const old = values.markOld === true;
  const [x, y] = points[0] ?? [0, 0];
  context.setLineDash(old ? [4, 3] : []);
  context.strokeStyle = colour;
  context.fillStyle = old ? '#fff' : colour;
  context.lineWidth = values.markThin === true ? 1 : line ? 4 : 2;
  context.beginPath();
  if (line) points.forEach(([px, py], index) => (index ? context.lineTo(px, py) : context.moveTo(px, py)));
  else context.arc(x, y, 5, 0, 2 * Math.PI);
  if (!line) context.fill();
  context.stroke();
  context.setLineDash([]);
  if (values.markCross !== true || line) return;
  context.strokeStyle = '#fff';
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x - 2.5, y - 2.5);
  context.lineTo(x + 2.5, y + 2.5);
  context.moveTo(x + 2.5, y - 2.5);
  context.lineTo(x - 2.5, y + 2.5);
  context.stroke();
}
