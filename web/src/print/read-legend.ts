/** A line of the keys beside the map. */
export interface Key {
  kind: 'heading' | 'entry' | 'note';
  text: string;
  sign?: HTMLCanvasElement;
}

const SCALE = 6;

/**
 * The keys as the page itself shows them, read from the page: what is printed says what is seen, whatever the keys are made of.
 * Headings, list items with a sign and words, and the notes below them.
 */
export function readLegend(root: HTMLElement): Key[] {
  const keys: Key[] = [];
  for (const element of root.querySelectorAll<HTMLElement>('strong, h2, h3, li, p')) {
    if (element.parentElement?.closest('li, p')) continue;
    const text = element.textContent?.trim() ?? '';
    if (!text) continue;
    if (element.tagName === 'LI') keys.push(entryOf(element));
    else keys.push({ kind: element.tagName === 'P' ? 'note' : 'heading', text });
  }
  return keys;
}

function entryOf(item: HTMLElement): Key {
  const [first] = item.children;
  const isSign = first instanceof HTMLElement && !first.textContent?.trim();
  const words = [...item.childNodes].filter((node) => !(isSign && node === first)).map((node) => node.textContent?.trim() ?? '');
  const [text = '', ...rest] = words.filter(Boolean);
  return { kind: 'entry', text: rest.length ? `${text} (${rest.join(', ')})` : text, sign: isSign ? signOf(first) : undefined };
}

function signOf(element: HTMLElement): HTMLCanvasElement | undefined {
  const canvas = element instanceof HTMLCanvasElement ? element : element.querySelector('canvas');
  return canvas ? copyOf(canvas) : swatchOf(element);
}

/** The element's own canvas is cleared when it leaves the page. */
function copyOf(canvas: HTMLCanvasElement): HTMLCanvasElement {
  const copy = document.createElement('canvas');
  [copy.width, copy.height] = [canvas.width, canvas.height];
  if (canvas.width && canvas.height) copy.getContext('2d')!.drawImage(canvas, 0, 0);
  return copy;
}

/** A coloured or hatched field with its border. */
function swatchOf(element: HTMLElement): HTMLCanvasElement {
  const style = getComputedStyle(element);
  const [width, height] = [34, 22];
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width * SCALE, height * SCALE];
  const context = canvas.getContext('2d')!;
  context.scale(SCALE, SCALE);
  const [x, y, w, h] = [5, 4, 24, 14] as const;
  context.fillStyle = style.backgroundColor;
  context.fillRect(x, y, w, h);
  if (style.backgroundImage !== 'none') hatch(context, x, y, w, h, style.backgroundImage);
  context.strokeStyle = style.borderTopColor;
  context.lineWidth = Number.parseFloat(style.borderTopWidth) || 0.5;
  if (style.borderTopStyle === 'dashed') context.setLineDash([4, 2.5]);
  context.strokeRect(x, y, w, h);
  return canvas;
}

function hatch(context: CanvasRenderingContext2D, x: number, y: number, w: number, h: number, image: string): void {
  const colours = image.match(/rgba?\([^)]*\)/g) ?? [];
  context.save();
  context.beginPath();
  context.rect(x, y, w, h);
  context.clip();
  context.fillStyle = colours[0] ?? '#eef1f3';
  context.fill();
  context.strokeStyle = colours.at(-1) ?? '#c3ccd3';
  context.lineWidth = 1.4;
  context.beginPath();
  for (let d = -h; d < w + h; d += 5) {
    context.moveTo(x + d, y + h);
    context.lineTo(x + d + h, y);
  }
  context.stroke();
  context.restore();
}
