import * as L from 'leaflet';
import css from './tools.module.css';

export interface Hand {
  /** A click, or Enter at the middle of the map. */
  click: (at: L.LatLng) => void;
  move?: (at: L.LatLng) => void;
  /** A double click, or Shift and Enter. */
  finish?: () => void;
  /** Backspace. */
  undo?: () => void;
  cancel: () => void;
}

/** Further than this between pressing and letting go the map was dragged. */
const DRAGGED_PX = 5;

/**
 * Gives the map's clicks and keys to a tool. They are caught on their way down, before the map chooses a unit or a record by them;
 * buttons on the map stay buttons. @returns what gives them back
 */
export function takeMap(map: L.Map, hand: () => Hand): () => void {
  const box = map.getContainer();
  let pressed: { x: number; y: number } | null = null;
  const onMap = (event: Event) => !(event.target as Element).closest('.leaflet-control, .leaflet-popup');
  const press = (event: MouseEvent) => (pressed = { x: event.clientX, y: event.clientY });
  const click = (event: MouseEvent) => {
    if (!onMap(event)) return;
    event.stopPropagation();
    const dragged = pressed && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > DRAGGED_PX;
    // The second click of a double one belongs to it.
    if (!dragged && event.detail < 2) hand().click(map.mouseEventToLatLng(event));
  };
  const doubleClick = (event: MouseEvent) => {
    if (!onMap(event)) return;
    event.stopPropagation();
    hand().finish?.();
  };
  const move = (event: MouseEvent) => hand().move?.(map.mouseEventToLatLng(event));
  const key = (event: KeyboardEvent) => {
    if (event.target !== box) return;
    const { click: add, finish, undo, cancel } = hand();
    if (event.key === 'Enter') (event.shiftKey ? finish : () => add(map.getCenter()))?.();
    else if (event.key === 'Backspace') undo?.();
    else if (event.key === 'Escape') cancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const cross = L.DomUtil.create('div', css.cross, box);
  box.classList.add('tooling');
  box.addEventListener('pointerdown', press, true);
  box.addEventListener('click', click, true);
  box.addEventListener('dblclick', doubleClick, true);
  box.addEventListener('mousemove', move);
  box.addEventListener('keydown', key, true);
  return () => {
    cross.remove();
    box.classList.remove('tooling');
    box.removeEventListener('pointerdown', press, true);
    box.removeEventListener('click', click, true);
    box.removeEventListener('dblclick', doubleClick, true);
    box.removeEventListener('mousemove', move);
    box.removeEventListener('keydown', key, true);
  };
}

/** Over the records and under the names of places that pop up. */
export function toolPane(map: L.Map): string {
  if (!map.getPane('tools')) {
    const pane = map.createPane('tools');
    pane.style.zIndex = '440';
    pane.style.pointerEvents = 'none';
  }
  return 'tools';
}
