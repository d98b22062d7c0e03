import type { Kind, RegistryRecord, User } from '../api-types';

/** An organisation speaks for its own records, the authority for all. */
export const mayPropose = (user: User, kind: Kind, record: RegistryRecord | null): boolean =>
  ['inspector', 'administrator'].includes(user.role) || (user.role === 'operator' && (record === null || record[kind.ownerField] === user.organization?.code));
