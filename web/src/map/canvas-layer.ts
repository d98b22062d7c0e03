import * as L from 'leaflet';

/** How much more than the view is drawn on each side, so that a short pan shows no bare edge. */
const MARGIN = 0.2;

interface ZoomingMap extends L.Map {
  /** Leaflet's own renderers use it for the zoom animation; there is no public one. */
  _latLngToNewLayerPoint(latlng: L.LatLng, zoom: number, center: L.LatLng): L.Point;
}

/** One canvas over the map, drawn again after every move; `paint` works in layer points. */
export class CanvasLayer extends L.Layer {
  private readonly canvas = L.DomUtil.create('canvas', 'leaflet-zoom-animated');
  private corner = L.latLng(0, 0);
  private frame = 0;

  constructor(
    pane: string,
    private readonly paint: (context: CanvasRenderingContext2D, map: L.Map) => void,
  ) {
    super();
    // A plain layer takes no options by itself.
    L.Util.setOptions(this, { pane });
    this.canvas.setAttribute('aria-hidden', 'true');
  }

  override onAdd(map: L.Map): this {
    this.getPane()?.appendChild(this.canvas);
    map.on('moveend viewreset resize', this.redraw, this);
    map.on('zoomanim', this.follow, this);
    this.redraw();
    return this;
  }

  override onRemove(map: L.Map): this {
    cancelAnimationFrame(this.frame);
    map.off('moveend viewreset resize', this.redraw, this);
    map.off('zoomanim', this.follow, this);
    this.canvas.remove();
    return this;
  }

  redraw = (): void => {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.draw());
  };

  private draw(): void {
    const map = this._map as L.Map | undefined;
    const context = this.canvas.getContext('2d');
    if (!map || !context) return;
    const size = map.getSize();
    const min = map.containerPointToLayerPoint(size.multiplyBy(-MARGIN)).round();
    const whole = size.multiplyBy(1 + 2 * MARGIN).round();
    const ratio = window.devicePixelRatio || 1;
    this.canvas.width = whole.x * ratio;
    this.canvas.height = whole.y * ratio;
    this.canvas.style.width = `${whole.x}px`;
    this.canvas.style.height = `${whole.y}px`;
    L.DomUtil.setPosition(this.canvas, min);
    this.corner = map.layerPointToLatLng(min);
    context.setTransform(ratio, 0, 0, ratio, -min.x * ratio, -min.y * ratio);
    this.paint(context, map);
  }

  private follow(event: L.LeafletEvent): void {
    const { zoom, center } = event as L.ZoomAnimEvent;
    const map = this._map as ZoomingMap;
    L.DomUtil.setTransform(this.canvas, map._latLngToNewLayerPoint(this.corner, zoom, center), map.getZoomScale(zoom));
  }
}
