import * as L from 'leaflet';
import css from '../add-here.module.css';
import type { TileHit } from './hit';

/** Zoom from which records so near to each other will not come apart any more. */
const CLOSE_ZOOM = 16;
/** A tenth of a second of the world's square, about 2 m here: one place. */
const ONE_PLACE = 5e-8;
const MOST_LISTED = 12;

interface Words {
  title: (count: number) => string;
  more: (count: number) => string;
  name: (hit: TileHit) => string;
}

/**
 * What a click on the map means: a cluster comes nearer, one record opens its card;
 * of several that cannot be told apart here one is chosen from a short list.
 */
export function openHits(map: L.Map, hits: TileHit[], words: Words, choose: (hit: TileHit) => void, listCluster: (hit: TileHit) => void): void {
  const [first] = hits;
  if (!first) return;
  if (first.type === 'cluster') {
    if (map.getZoom() >= map.getMaxZoom()) listCluster(first);
    else map.setView(first.latlng, Math.min(map.getMaxZoom(), map.getZoom() + 2));
    return;
  }
  const together = hits.filter((hit) => hit.type === 'record' && (map.getZoom() >= CLOSE_ZOOM || Math.hypot(hit.x - first.x, hit.y - first.y) < ONE_PLACE));
  const points = together.filter((hit) => hit.kind !== 'cable-segments');
  const several = points.length > 1 ? points : first.kind === 'cable-segments' && map.getZoom() >= CLOSE_ZOOM ? together : [];
  if (several.length > 1) openList(map, first.latlng, several, words, choose);
  else choose(first);
}

/** A small list at a place of the map, by mouse or by keyboard. */
function openList(map: L.Map, at: L.LatLng, hits: TileHit[], words: Words, choose: (hit: TileHit) => void): void {
  const content = document.createElement('div');
  content.className = css.menu!;
  content.setAttribute('role', 'group');
  content.setAttribute('aria-label', words.title(hits.length));
  content.append(words.title(hits.length));
  const popup = L.popup({ closeButton: false, autoPan: true });
  for (const hit of hits.slice(0, MOST_LISTED)) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = words.name(hit);
    button.addEventListener('click', () => {
      popup.remove();
      choose(hit);
    });
    content.append(button);
  }
  if (hits.length > MOST_LISTED) content.append(words.more(hits.length - MOST_LISTED));
  content.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    popup.remove();
    map.getContainer().focus();
  });
  L.DomEvent.disableClickPropagation(content);
  popup.setLatLng(at).setContent(content).openOn(map);
  content.querySelector('button')?.focus();
}
