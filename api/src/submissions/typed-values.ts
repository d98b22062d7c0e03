import { maySet } from '../access/policy.js';
import type { Viewer } from '../access/viewer.js';
import { Problem } from '../http/problem.js';
import { columnOf, fieldOf, type Field, type Kind } from '../registry/field.js';

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

/** An edit in the words of the log. */
export const describe = (kind: Kind, data: Record<string, unknown>, touched: string[]): string =>
  [
    ...Object.entries(data).map(([name, value]) => `${fieldOf(kind, name)?.label.vi ?? columnOf(name)}: ${inWords(fieldOf(kind, name), value)}`),
    ...(touched.includes('geometry') ? ['Vị trí'] : []),
  ].join('; ');

const inWords = (field: Field | undefined, value: unknown): string =>
  [value ?? '']
    .flat()
    .map((one) => field?.codes?.find((code) => code.value === one)?.label.vi ?? (typeof one === 'boolean' ? YES_OR_NO[Number(one)] : String(one)))
    .join(', ');
const YES_OR_NO = ['Không', 'Có'];
