import { placeLabel } from './segment-labels';

type Point = [x: number, y: number];
interface Wanted {
  text: string;
  line: Point[];
  length: number;
}

const FONT = '600 11px "Be Vietnam Pro", sans-serif';
/** Labels nearer than this to each other would be read as one. */
const APART = 14;
const BATCH = 20;

/** Names along lines: one for each record, on the longest of its parts, none over another. */
export class LineLabels {
  private readonly wanted = new Map<number, Wanted>();

  add(id: number, text: string, line: Point[]): void {
    let length = 0;
    for (let i = 1; i < line.length; i++) length += Math.hypot(line[i]![0] - line[i - 1]![0], line[i]![1] - line[i - 1]![1]);
    if (text && length > (this.wanted.get(id)?.length ?? 0)) this.wanted.set(id, { text, line, length });
  }

  /** A bit at a time. */
  *paint(context: CanvasRenderingContext2D): Generator<void> {
    const taken: [x: number, y: number, half: number][] = [];
    let tried = 0;
    for (const { text, line } of [...this.wanted.values()].sort((a, b) => b.length - a.length)) {
      if (++tried % BATCH === 0) yield;
      context.font = FONT;
      const width = context.measureText(text).width;
      const place = placeLabel(line, width);
      if (!place || taken.some(([x, y, half]) => Math.hypot(x - place.x, y - place.y) < half + width / 2 && Math.abs(y - place.y) < half + APART)) continue;
      taken.push([place.x, place.y, width / 2]);
      context.save();
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      context.lineJoin = 'round';
      context.translate(place.x, place.y);
      context.rotate(place.angle);
      context.lineWidth = 4;
      context.strokeStyle = 'rgba(255,255,255,0.94)';
      // Beside the line, so that its pattern stays readable.
      context.strokeText(text, 0, -10);
      context.fillStyle = '#16222c';
      context.fillText(text, 0, -10);
      context.restore();
    }
  }
}
