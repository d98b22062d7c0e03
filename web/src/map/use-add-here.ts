import type * as L from 'leaflet';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { useRegistry } from '../records/registry';
import { maySee } from '../session/places';
import { useUser } from '../session/session';
import { useWords } from '../text';

/** The other button of the mouse, or a long press: the form for a new record at that place. */
export function useAddHere(map: L.Map | null): void {
  const { say, pick } = useWords();
  const { kinds } = useRegistry();
  const role = useUser()?.role;
  const navigate = useNavigate();
  useEffect(() => {
    if (!map || !role || !maySee(role, 'submissions')) return;
    const open = async ({ latlng }: L.LeafletMouseEvent) => {
      // Fetched by those who ask for it: the map itself is to come quickly.
      const { openAddHere } = await import('./add-here');
      const at = `${latlng.lat.toFixed(7)},${latlng.lng.toFixed(7)}`;
      const choices = kinds
        .filter((kind) => kind.geometry.includes('Point'))
        .map((kind) => ({ label: pick(kind.label), to: `/submissions/form/${kind.name}?at=${at}` }));
      openAddHere(map, latlng, say('form.addHere'), choices, (to) => void navigate(to));
    };
    map.on('contextmenu', open);
    return () => void map.off('contextmenu', open);
  }, [map, role, kinds, say, pick, navigate]);
}
