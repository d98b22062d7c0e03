/** What stands on a sheet, in millimetres from its upper left corner. Paper and screen are drawn from the same list. */
export type Mark =
  | {
      type: 'text';
      x: number;
      /** Of the baseline. */
      y: number;
      /** Points. */
      size: number;
      text: string;
      bold?: boolean;
      align?: 'left' | 'center' | 'right';
      colour?: string;
    }
  | { type: 'rect'; x: number; y: number; width: number; height: number; fill?: string; stroke?: string; line?: number }
  | { type: 'shape'; points: [number, number][]; fill: string }
  | { type: 'image'; x: number; y: number; width: number; height: number; picture: HTMLCanvasElement; photo?: boolean };

export const INK = '#16222c';
export const PALE = '#52606d';
const MM_PER_POINT = 25.4 / 72;

const measuring = document.createElement('canvas').getContext('2d')!;

export const fontOf = (px: number, bold = false): string => `${bold ? 600 : 400} ${px}px "Be Vietnam Pro", sans-serif`;

/** Millimetres that a text takes at a size in points. */
export function widthOf(text: string, size: number, bold = false): number {
  measuring.font = fontOf(100, bold);
  return (measuring.measureText(text).width / 100) * size * MM_PER_POINT;
}

/** Lines no wider than so many millimetres; what does not fit into the last is cut with three dots. */
export function linesOf(text: string, size: number, width: number, most: number, bold = false): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && widthOf(longer, size, bold) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  let last = kept[most - 1]!;
  while (last && widthOf(`${last}…`, size, bold) > width) last = last.slice(0, -1);
  kept[most - 1] = `${last}…`;
  return kept;
}

/** The sheet on a canvas with so many pixels to a millimetre. */
export function drawMarks(canvas: HTMLCanvasElement, marks: Mark[], width: number, height: number, perMm: number): void {
  canvas.width = Math.round(width * perMm);
  canvas.height = Math.round(height * perMm);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.scale(perMm, perMm);
  for (const mark of marks) drawMark(context, mark);
}

function drawMark(context: CanvasRenderingContext2D, mark: Mark): void {
  if (mark.type === 'image') return context.drawImage(mark.picture, mark.x, mark.y, mark.width, mark.height);
  if (mark.type === 'text') {
    context.font = fontOf(mark.size * MM_PER_POINT, mark.bold);
    context.textAlign = mark.align ?? 'left';
    context.fillStyle = mark.colour ?? INK;
    return context.fillText(mark.text, mark.x, mark.y);
  }
  if (mark.type === 'shape') {
    context.beginPath();
    mark.points.forEach(([x, y], index) => (index ? context.lineTo(x, y) : context.moveTo(x, y)));
    context.fillStyle = mark.fill;
    return context.fill();
  }
  if (mark.fill) {
    context.fillStyle = mark.fill;
    context.fillRect(mark.x, mark.y, mark.width, mark.height);
  }
  if (mark.stroke) {
    context.strokeStyle = mark.stroke;
    context.lineWidth = mark.line ?? 0.2;
    context.strokeRect(mark.x, mark.y, mark.width, mark.height);
  }
}
