import type { KindName, Values } from '../../api-types';
import { drawSite, drawStation } from '../symbols';
import { newestTechnology, type Colouring } from './colouring';

/** Room for the ring of tenants and the badge. */
const ROOM = 12;
const MOST = 4000;

/**
 * Symbols drawn once and stamped after that: a stamp costs a fraction of the paths it is made of.
 * What a symbol looks like follows from a few values, so a hundred thousand stations share some dozens.
 */
export class Sprites {
  private readonly made = new Map<string, HTMLCanvasElement>();
  private ratio = 1;

  constructor(
    private readonly colouring: Colouring,
    private readonly colourOf: (values: Values) => string,
  ) {}

  stamp(context: CanvasRenderingContext2D, ratio: number, kind: KindName, values: Values, x: number, y: number, r: number): void {
    if (ratio !== this.ratio || this.made.size > MOST) this.made.clear();
    this.ratio = ratio;
    const key =
      kind === 'post-office-sites'
        ? `${r}|${values.landStage}|${!!values.obstacle}`
        : `${r}|${this.colourOf(values)}|${values.structure}|${values.status}|${values.shared ? (values.tenants ?? 1) : 0}|${values.inspectionOverdue}|${this.mark(values, r)}`;
    let sprite = this.made.get(key);
    if (!sprite) this.made.set(key, (sprite = this.make(kind, values, r)));
    const half = r + ROOM;
    // On whole pixels the stamp stays sharp.
    context.drawImage(sprite, Math.round((x - half) * ratio) / ratio, Math.round((y - half) * ratio) / ratio, 2 * half, 2 * half);
  }

  private make(kind: KindName, values: Values, r: number): HTMLCanvasElement {
    const canvas = document.createElement('canvas');
    const half = r + ROOM;
    canvas.width = canvas.height = Math.ceil(2 * half * this.ratio);
    const context = canvas.getContext('2d')!;
    context.scale(this.ratio, this.ratio);
    if (kind === 'post-office-sites') drawSite(context, values, half, half, r);
    else {
      drawStation(context, values, this.colourOf(values), half, half, r);
      this.write(context, this.mark(values, r), values, half, r);
    }
    return canvas;
  }

  /** The technology's digit stands in the symbol where there is room: colour does not speak alone. */
  private mark = (values: Values, r: number): string => (this.colouring === 'technology' && r >= 7 ? newestTechnology(values.technologies).slice(0, 1) : '');

  private write(context: CanvasRenderingContext2D, text: string, values: Values, half: number, r: number): void {
    if (!text) return;
    const solid = values.status === 'operating';
    context.font = `700 ${Math.round(r * 1.25)}px "Be Vietnam Pro", sans-serif`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.lineWidth = 2.5;
    context.lineJoin = 'round';
    context.strokeStyle = solid ? this.colourOf(values) : '#fff';
    context.fillStyle = solid ? '#fff' : '#16222c';
    const y = half + (values.structure === 'bulky' ? 1.5 : 0.5);
    context.strokeText(text, half, y);
    context.fillText(text, half, y);
  }
}
