import { queryOptions, useQueries } from '@tanstack/react-query';
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { get } from '../api';
import type { Field, Kind, KindName, Organization, Rule } from '../api-types';
import { PageSkeleton } from '../ui/page-skeleton';
import { ProblemView } from '../ui/problem';

export interface Registry {
  kinds: Kind[];
  rules: Rule[];
  organizations: Organization[];
  kind: (name: string) => Kind | undefined;
  organization: (code: string) => string;
  rule: (id: string) => Rule | undefined;
}

const Context = createContext<Registry | null>(null);
export const KIND_ORDER: KindName[] = ['bts-stations', 'sharing-agreements', 'cable-segments', 'post-office-sites'];

export const kindsQuery = queryOptions({ queryKey: ['kinds'], queryFn: () => get<{ items: Kind[]; rules: Rule[] }>('/kinds'), staleTime: Infinity });
export const organizationsQuery = queryOptions({
  queryKey: ['organizations'],
  queryFn: () => get<{ items: Organization[] }>('/organizations'),
  staleTime: Infinity,
});

/** What every page needs to speak of records in words: kinds with their fields, organisations, rules. */
export function RegistryProvider({ children }: { children: ReactNode }) {
  const [kinds, organizations] = useQueries({ queries: [kindsQuery, organizationsQuery] });
  const registry = useMemo(
    () => (kinds.data && organizations.data ? registryOf(kinds.data, organizations.data.items) : null),
    [kinds.data, organizations.data],
  );
  const failed = [kinds, organizations].find((query) => query.isError);
  if (failed) return <ProblemView error={failed.error} retry={() => void failed.refetch()} />;
  if (!registry) return <PageSkeleton />;
  return <Context value={registry}>{children}</Context>;
}

function registryOf({ items, rules }: { items: Kind[]; rules: Rule[] }, organizations: Organization[]): Registry {
  const names = new Map(organizations.map((one) => [one.code, one.shortName]));
  return {
    kinds: items,
    rules,
    organizations,
    kind: (name) => items.find((kind) => kind.name === name),
    organization: (code) => names.get(code) ?? code,
    rule: (id) => rules.find((rule) => rule.id === id),
  };
}

export function useRegistry(): Registry {
  const registry = useContext(Context);
  if (!registry) throw new Error('useRegistry outside of RegistryProvider');
  return registry;
}

export const fieldOf = (kind: Kind, name: string): Field | undefined => kind.fields.find((field) => field.name === name);
