import { raw, row, sql, type Runner } from '../database/sql.js';
import type { Kind, KindName } from './field.js';
import { TODAY } from './today.js';

/** What is counted in `register_revisions`. */
export type Subject = KindName | 'units' | 'zones' | 'indicators';

/** What a kind's answers hang on besides its own records: units and zones by their filters, others as its computed fields and the policy read them. */
const LEANS_ON: Partial<Record<KindName, KindName[]>> = {
  'bts-stations': ['sharing-agreements'],
  'sharing-agreements': ['bts-stations'],
};

export const subjectsOf = (kind: Kind): Subject[] => [kind.name, 'units', 'zones', ...(LEANS_ON[kind.name] ?? [])];

/** Another text as soon as an answer about these subjects (absent: about anything) may be another one: they changed, or the day did. */
export async function registerMark(on: Runner, subjects?: Subject[]): Promise<string> {
  const found = await row<{ mark: string }>(
    on,
    sql`select ${raw(TODAY)} || ' ' || string_agg(revision::text, ' ' order by subject) as mark
      from register_revisions where ${subjects ?? null}::text[] is null or subject = any(${subjects ?? null}::text[])`,
  );
  return found!.mark;
}
