import { IconClipboardCheck, IconMap2, IconSend, IconSettings, IconTable } from '@tabler/icons-react';
import { NavLink, useLocation } from 'react-router';
import type { Role } from '../api-types';
import { maySee, PLACES, type Place } from '../session/places';
import { useWords } from '../text';
import css from './frame.module.css';
import { Logo } from './logo';

const ICONS: Record<Place, typeof IconMap2> = { map: IconMap2, records: IconTable, submissions: IconSend, review: IconClipboardCheck, admin: IconSettings };

export function Rail({ role }: { role: Role }) {
  const { say } = useWords();
  const { search } = useLocation();
  const asOf = new URLSearchParams(search).get('asOf');
  return (
    <nav className={css.rail} aria-label={say('place.all')}>
      <div className={css.logo}>
        <Logo />
      </div>
      {PLACES.filter((place) => maySee(role, place)).map((place) => {
        const Icon = ICONS[place];
        // The day one looks at goes along between the two places that show the register.
        const keep = asOf && (place === 'map' || place === 'records') ? `?asOf=${asOf}` : '';
        return (
          <NavLink key={place} to={`/${place}${keep}`} className={css.place}>
            <Icon size={22} stroke={1.6} aria-hidden />
            {say(`place.${place}`)}
          </NavLink>
        );
      })}
    </nav>
  );
}
