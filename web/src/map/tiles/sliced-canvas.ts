import * as L from 'leaflet';
import { isDragged } from '../leaflet';

/** How much more than the view is drawn on each side, so that a pan shows no bare edge. */
export const MARGIN = 0.3;
/** Time for drawing in one frame: under a pan the rest belongs to the pan, on a map that stands still one waits for the drawing. */
const SLICE_MS = { panned: 4, still: 16 };

export interface Frame {
  context: CanvasRenderingContext2D;
  /** Where a share of the world's square lies on the canvas: x * scale - left, y * scale - top. */
  scale: number;
  left: number;
  top: number;
  width: number;
  height: number;
  ratio: number;
  zoom: number;
}

/** Draws a bit at a time: it yields whenever it may be interrupted. */
export type Paint = (frame: Frame) => Generator<void>;

interface ZoomingMap extends L.Map {
  /** Leaflet's own renderers use it for the zoom animation; there is no public one. */
  _latLngToNewLayerPoint(latlng: L.LatLng, zoom: number, center: L.LatLng): L.Point;
}

interface Sheet {
  canvas: HTMLCanvasElement;
  corner: L.LatLng;
  zoom: number;
}

/**
 * Two canvases over the map: one is seen, the other is drawn on in small slices and then takes its place.
 * So the map moves at full speed however much there is to draw.
 */
export class SlicedCanvas extends L.Layer {
  private front = makeSheet();
  private back = makeSheet();
  private frame = 0;
  private dirty = false;
  private job: Generator<void> | null = null;
  private readonly probe = makeProbe();

  constructor(
    pane: string,
    private readonly paint: Paint,
    private readonly painted: () => void = () => {},
  ) {
    super();
    // A plain layer takes no options by itself.
    L.Util.setOptions(this, { pane });
  }

  override onAdd(map: L.Map): this {
    for (const { canvas } of [this.front, this.back]) this.getPane()?.appendChild(canvas);
    map.on('moveend resize', this.redraw, this);
    map.on('move', this.keepUp, this);
    map.on('viewreset zoomend', this.place, this);
    map.on('zoomanim', this.follow, this);
    this.redraw();
    return this;
  }

  override onRemove(map: L.Map): this {
    cancelAnimationFrame(this.frame);
    this.giveUp();
    map.off('moveend resize', this.redraw, this);
    map.off('move', this.keepUp, this);
    map.off('viewreset zoomend', this.place, this);
    map.off('zoomanim', this.follow, this);
    for (const { canvas } of [this.front, this.back]) canvas.remove();
    return this;
  }

  redraw = (): void => {
    this.dirty = true;
    if (!this.job && !this.frame) this.frame = requestAnimationFrame(this.step);
  };

  /** A drawing that was begun is brought to its end: under steady change something must be seen at last. */
  private readonly step = (): void => {
    this.frame = 0;
    const map = this._map as L.Map | undefined;
    if (!map) return;
    if (this.back.zoom !== map.getZoom()) this.giveUp();
    if (!this.job) {
      this.dirty = false;
      this.job = this.begin(map);
    }
    const panned = isDragged(map);
    const end = performance.now() + (panned ? SLICE_MS.panned : SLICE_MS.still);
    let done = false;
    while (!done && performance.now() < end) {
      done = this.job?.next().done ?? true;
      if (panned) this.settle();
    }
    if (done) {
      this.job = null;
      this.swap();
    }
    if (this.job || this.dirty) this.frame = requestAnimationFrame(this.step);
  };

  private giveUp(): void {
    this.job?.return(undefined);
    this.job = null;
  }

  private begin(map: L.Map): Generator<void> | null {
    const context = this.back.canvas.getContext('2d');
    if (!context) return null;
    const size = map.getSize();
    const min = map.containerPointToLayerPoint(size.multiplyBy(-MARGIN)).round();
    const whole = size.multiplyBy(1 + 2 * MARGIN).round();
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    const { canvas } = this.back;
    // A new size costs a new canvas; wiping the old one is cheap.
    if (canvas.width !== whole.x * ratio || canvas.height !== whole.y * ratio) {
      canvas.width = whole.x * ratio;
      canvas.height = whole.y * ratio;
      canvas.style.width = `${whole.x}px`;
      canvas.style.height = `${whole.y}px`;
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    this.back.corner = map.layerPointToLatLng(min);
    this.back.zoom = map.getZoom();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const origin = map.getPixelOrigin().add(min);
    return this.paint({ context, scale: 256 * 2 ** map.getZoom(), left: origin.x, top: origin.y, width: whole.x, height: whole.y, ratio, zoom: map.getZoom() });
  }

  /**
   * What was drawn becomes pixels at once: browsers only note it down, and do all of it together when the sheet is shown. That is
   * the quickest for a map that stands still; under a pan it would be seen.
   * A copy of one pixel makes them; reading it back would stall those that draw on the graphics card.
   */
  private settle(): void {
    this.probe.drawImage(this.back.canvas, 0, 0, 1, 1, 0, 0, 1, 1);
  }

  private swap(): void {
    [this.front, this.back] = [this.back, this.front];
    this.place();
    this.front.canvas.style.display = '';
    this.back.canvas.style.display = 'none';
    this.painted();
  }

  /** Puts what was drawn where it belongs now, scaled as long as it was drawn for another zoom. */
  private place(): void {
    const map = this._map as L.Map | undefined;
    if (!map) return;
    L.DomUtil.setTransform(this.front.canvas, map.latLngToLayerPoint(this.front.corner), map.getZoomScale(map.getZoom(), this.front.zoom));
  }

  /** A long pan comes to the edge of what is drawn before it ends. */
  private keepUp(): void {
    const map = this._map as L.Map | undefined;
    if (!map || this.job || this.front.zoom !== map.getZoom()) return;
    const corner = map.latLngToContainerPoint(this.front.corner);
    const spare = map.getSize().multiplyBy(MARGIN);
    if (Math.abs(corner.x + spare.x) > spare.x * 0.5 || Math.abs(corner.y + spare.y) > spare.y * 0.5) this.redraw();
  }

  private follow(event: L.LeafletEvent): void {
    const { zoom, center } = event as L.ZoomAnimEvent;
    const map = this._map as ZoomingMap;
    L.DomUtil.setTransform(this.front.canvas, map._latLngToNewLayerPoint(this.front.corner, zoom, center), map.getZoomScale(zoom, this.front.zoom));
  }
}

function makeSheet(): Sheet {
  const canvas = L.DomUtil.create('canvas', 'leaflet-zoom-animated');
  canvas.setAttribute('aria-hidden', 'true');
  canvas.style.display = 'none';
  return { canvas, corner: L.latLng(0, 0), zoom: 0 };
}

function makeProbe(): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  return canvas.getContext('2d')!;
}
