import * as L from 'leaflet';
import css from './add-here.module.css';

interface Choice {
  label: string;
  to: string;
}

/** A small menu at a place of the map. */
export function openAddHere(map: L.Map, at: L.LatLng, title: string, choices: Choice[], go: (to: string) => void): void {
  const content = document.createElement('div');
  content.className = css.menu!;
  content.append(title);
  const popup = L.popup({ closeButton: false, autoPan: true });
  for (const { label, to } of choices) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.addEventListener('click', () => {
      popup.remove();
      go(to);
    });
    content.append(button);
  }
  popup.setLatLng(at).setContent(content).openOn(map);
  content.querySelector('button')?.focus();
}
