import type { KindName, Values } from '../../api-types';
import { coloursOf, OTHER_COLOUR, stationColour, type Colouring } from './colouring';
import type { RecordTile } from './decode';
import { Sprites } from './sprites';
import type { TileLayer } from './tile-store';

/** What is to be seen of the records, and how. */
export interface RecordScene {
  layers: TileLayer[];
  colouring: Colouring;
  owners: string[];
  /** Stations taken down are drawn only for those who ask for them. */
  dismantled: boolean;
  selected: { kind: KindName; id: string } | null;
  /** A count as people write it. */
  write: (count: number) => string;
}

/** The scene's looks, worked out once and not for each of a hundred thousand records. */
export class Looks {
  readonly sprites: Sprites;
  private readonly colours = new Map<string, [string, string][]>();
  private readonly known = new Map<string, string>();

  constructor(readonly scene: RecordScene) {
    this.sprites = new Sprites(scene.colouring, (values) => this.stationColour(values));
  }

  stationColour(values: Values): string {
    const { colouring, owners } = this.scene;
    const value = String(colouring === 'technology' ? values.technologies : values[colouring]);
    let colour = this.known.get(value);
    if (!colour) this.known.set(value, (colour = stationColour(colouring, values, owners)));
    return colour ?? OTHER_COLOUR;
  }

  /** By what a cluster's ring is split. */
  attribute = (kind: KindName): Colouring | 'landStage' => (kind === 'post-office-sites' ? 'landStage' : this.scene.colouring);

  coloursFor(kind: KindName): [string, string][] {
    const attribute = this.attribute(kind);
    let colours = this.colours.get(attribute);
    if (!colours) {
      colours = coloursOf(attribute, this.scene.owners).filter(([value]) => this.scene.dismantled || value !== 'dismantled');
      this.colours.set(attribute, colours);
    }
    return colours;
  }

  /** Records that are hidden are not counted either. */
  countOf(kind: KindName, values: Values): number {
    const gone = kind === 'bts-stations' && !this.scene.dismantled ? Number(values['status:dismantled'] ?? 0) : 0;
    return Number(values.count ?? 0) - gone;
  }

  /** One that is chosen is seen, whatever else is hidden. */
  hidden(tile: RecordTile, of: number): boolean {
    return tile.kind === 'bts-stations' && tile.values[of]!.status === 'dismantled' && !this.scene.dismantled && !this.isSelected(tile, of);
  }

  isSelected({ kind, ids }: RecordTile, of: number): boolean {
    const { selected } = this.scene;
    return selected !== null && selected.kind === kind && String(ids[of]) === selected.id;
  }
}

/** Symbols shrink where there are many, and far out. */
export function symbolSize(zoom: number, places: number): number {
  if (places > 6000) return zoom < 14 ? 2.6 : 3.6;
  if (places > 2000) return zoom < 13 ? 3.2 : 4.5;
  return zoom < 11.5 ? 4.2 : zoom < 13 ? 5 : 7;
}
