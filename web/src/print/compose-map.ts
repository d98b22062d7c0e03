import type * as L from 'leaflet';

/** What a browser holds as text has no picture; a printed map needs no popup. */
const LEFT_OUT = '.leaflet-popup-pane, .leaflet-tooltip-pane, .leaflet-shadow-pane, .leaflet-control-container';

interface Part {
  element: HTMLCanvasElement | SVGSVGElement | HTMLImageElement;
  opacity: number;
}

const zOf = (element: Element): number => Number(getComputedStyle(element).zIndex) || 0;

/** Everything in the map's panes that has a picture, from the lowest to the highest, whichever layer put it there. */
function* partsOf(element: Element, opacity: number): Generator<Part> {
  if (element.matches(LEFT_OUT)) return;
  const style = getComputedStyle(element);
  if (style.display === 'none' || style.visibility === 'hidden') return;
  const seen = opacity * Number(style.opacity);
  if (element instanceof HTMLCanvasElement || element instanceof SVGSVGElement || element instanceof HTMLImageElement) yield { element, opacity: seen };
  else for (const child of [...element.children].sort((a, b) => zOf(a) - zOf(b))) yield* partsOf(child, seen);
}

/** The map as it stands, with `ratio` pixels for each of CSS. @returns also whether pictures of another site had to be left out */
export async function composeMap(map: L.Map, ratio: number): Promise<{ picture: HTMLCanvasElement; incomplete: boolean }> {
  const box = map.getContainer();
  const origin = box.getBoundingClientRect();
  const picture = document.createElement('canvas');
  picture.width = Math.round(origin.width * ratio);
  picture.height = Math.round(origin.height * ratio);
  const context = picture.getContext('2d')!;
  context.fillStyle = getComputedStyle(box).backgroundColor;
  context.fillRect(0, 0, picture.width, picture.height);
  context.imageSmoothingQuality = 'high';
  let incomplete = false;
  for (const { element, opacity } of partsOf(map.getPane('mapPane')!, 1)) {
    const rect = element.getBoundingClientRect();
    if (!rect.width || !rect.height) continue;
    const image = element instanceof SVGSVGElement ? await vectorsAt(element, rect, ratio) : element;
    if (!isOpen(image)) {
      incomplete = true;
      continue;
    }
    context.globalAlpha = opacity;
    context.drawImage(image, (rect.left - origin.left) * ratio, (rect.top - origin.top) * ratio, rect.width * ratio, rect.height * ratio);
  }
  return { picture, incomplete };
}

/** A picture of another site that did not allow it would make the whole sheet unreadable for this page. */
function isOpen(image: HTMLCanvasElement | HTMLImageElement): boolean {
  if (image instanceof HTMLCanvasElement) return image.width > 0 && image.height > 0;
  if (!image.complete || image.naturalWidth === 0) return false;
  return /^(data|blob):/.test(image.src) || new URL(image.src).origin === window.location.origin || image.crossOrigin !== null;
}

/** Vectors drawn anew for the size they get, not enlarged. */
async function vectorsAt(svg: SVGSVGElement, rect: DOMRect, ratio: number): Promise<HTMLImageElement> {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(rect.width * ratio));
  copy.setAttribute('height', String(rect.height * ratio));
  copy.removeAttribute('style');
  const url = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(url);
  }
}
