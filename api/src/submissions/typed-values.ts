import { maySet } from '../access/policy.js';
import type { Viewer } from '../access/viewer.js';
import { Problem } from '../http/problem.js';
import { columnOf, fieldOf, type Field, type Kind } from '../registry/field.js';
import { inDays, inVietnamese } from './reading/words.js';

const COORDINATES = ['x', 'y'];

/** @throws Problem 422 for a field that is not there or not theirs to set. */
export function requireSettable(viewer: Viewer, kind: Kind, values: Record<string, unknown>): void {
  for (const name of Object.keys(values)) {
    const field = fieldOf(kind, name);
    if (COORDINATES.includes(name) || (field && maySet(viewer, field))) continue;
    throw new Problem(422, 'not-settable', {
      vi: field ? `“${field.label.vi}” chỉ cơ quan quản lý được nhập, hoặc được tính tự động.` : `Không có trường “${name}” trong ${kind.label.vi}.`,
      en: field ? `“${field.label.en}” is set by the authority only, or computed.` : `There is no field “${name}” in ${kind.label.en}.`,
    });
  }
}

type Data = Record<string, unknown>;

/** An edit in the words of the log. @param before what stood there, if that is to be told */
export const describe = (kind: Kind, data: Data, touched: string[], before?: Data): string =>
  [
    ...Object.entries(data).map(([name, value]) => {
      const field = fieldOf(kind, name);
      const was = before ? `${inWords(field, before[name]) || NOTHING} → ` : '';
      return `${field?.label.vi ?? columnOf(name)}: ${was}${inWords(field, value) || (before ? NOTHING : '')}`;
    }),
    ...(touched.includes('geometry') ? ['Vị trí'] : []),
  ].join('; ');
const NOTHING = '(trống)';

const inWords = (field: Field | undefined, value: unknown): string =>
  [value ?? '']
    .flat()
    .map((one) => field?.codes?.find((code) => code.value === one)?.label.vi ?? wordOf(field, one))
    .join(', ');

function wordOf(field: Field | undefined, value: unknown): string {
  if (typeof value === 'boolean') return YES_OR_NO[Number(value)]!;
  if (typeof value === 'number') return field?.type === 'year' ? String(value) : inVietnamese(value);
  return field?.type === 'date' ? inDays(String(value)) : String(value);
}
const YES_OR_NO = ['Không', 'Có'];
