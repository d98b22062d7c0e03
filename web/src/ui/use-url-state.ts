import { useCallback } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';

export type UrlChanges = Record<string, string | null>;

/**
 * State that lives in the address. Changes are merged into the address as it stands now,
 * not as it stood at the last render, so that two in a row do not undo each other.
 */
export function useUrlState() {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const change = useCallback(
    (changes: UrlChanges, how: { push?: boolean } = {}) => {
      // The person has already left for another page that is still loading: a late word, say from the map, must not call them back.
      if (window.location.pathname !== pathname) return;
      const next = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(changes)) {
        if (value === null || value === '') next.delete(name);
        else next.set(name, value);
      }
      void navigate({ pathname, search: searchText(next) }, { replace: !how.push });
    },
    [navigate, pathname],
  );
  return { params, change };
}

/** Commas stay readable in a link that a colleague gets. */
export const searchText = (params: URLSearchParams): string => params.toString().replaceAll('%2C', ',');
