import type { Cell } from '../formats/format.js';
import type { Field } from '../registry/field.js';
import type { OrganizationNames } from '../submissions/reading/organizations.js';

export const YES = 'Có';
export const NO = 'Không';

/** A field's value as a person would put it into a cell; the reader gives the same value back. */
export function cellOf(field: Field, value: unknown, organizations: OrganizationNames[]): Cell {
  if (value === null || value === undefined) return null;
  switch (field.type) {
    case 'date':
      return new Date(`${String(value)}T00:00:00Z`);
    case 'boolean':
      return value ? YES : NO;
    case 'code':
      return labelOf(field, value);
    case 'codes':
      return (value as unknown[]).map((one) => labelOf(field, one)).join(', ');
    case 'organization':
      return nameOf(value, organizations);
    case 'organizations':
      return (value as unknown[]).map((one) => nameOf(one, organizations)).join('; ');
    case 'texts':
      return (value as unknown[]).join('; ');
    case 'text':
      return String(value);
    default:
      return Number(value);
  }
}

const labelOf = (field: Field, value: unknown): string => field.codes?.find((code) => code.value === value)?.label.vi ?? String(value);
const nameOf = (value: unknown, organizations: OrganizationNames[]): string =>
  organizations.find((organization) => organization.code === value)?.shortName ?? String(value);

/** The words of a field's drop-down list; none for fields of free content. */
export function listOf(field: Field, organizations: OrganizationNames[]): string[] {
  if (field.type === 'boolean') return [YES, NO];
  if (field.type === 'code' || field.type === 'codes') return (field.codes ?? []).map((code) => code.label.vi);
  return field.type === 'organization' || field.type === 'organizations' ? organizations.map(({ shortName }) => shortName) : [];
}
