import type { Text } from './field.js';
import type { Kind } from './field.js';
import type { Version } from './records.service.js';

export interface FieldChange {
  field: string;
  label: Text;
  before: unknown;
  after: unknown;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** What a version changed against the one before it. Computed fields follow from others and are left out. */
export function changesBetween(kind: Kind, before: Version | undefined, after: Version): FieldChange[] {
  return kind.fields
    .filter((field) => !field.computed && !same(before?.fields[field.name], after.fields[field.name]))
    .map((field) => ({ field: field.name, label: field.label, before: before?.fields[field.name] ?? null, after: after.fields[field.name] ?? null }));
}

/** Versions newest first, each with its differences instead of all its fields. */
export const withChanges = (kind: Kind, versions: Version[]) =>
  versions.map(({ fields, ...version }, index) => ({
    ...version,
    changes: version.action === 'delete' ? [] : changesBetween(kind, versions[index + 1], { ...version, fields }),
  }));
