import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { row, rows, sql, type Runner } from '../database/sql.js';
import { notFound, Problem } from '../http/problem.js';
import { fieldOf, type Kind } from '../registry/field.js';
import { kindNamed } from '../registry/kinds.js';
import type { Conflict } from './answers.js';
import { checkPackage } from './checks/check-package.js';
import { conflictOf, resolveItem } from './conflicts.sql.js';
import { same } from './item.js';
import { requireStep } from './steps.js';
import { event, requireRevision, withActions } from './submission.js';
import { SubmissionsService } from './submissions.service.js';

type ConflictField = Conflict['fields'][number];

export type Choice = 'register' | 'proposed';

export interface Resolving {
  fields: Record<string, Choice>;
  /** The revision of the record that was looked at. */
  register?: number | null;
}

interface ConflictRow {
  id: number;
  code: string | null;
  change: string;
  revision: number;
  data: Record<string, unknown>;
  geometry: Conflict['proposed']['geometry'];
  base: Conflict['base'];
  register: Conflict['proposed'] | null;
  recordId: number | null;
  registerRevision: number | null;
  lastChange: Pick<NonNullable<Conflict['register']>, 'at' | 'submission'> | null;
  moved: boolean;
}

const PLACE_FIELD: ConflictField = { name: 'geometry', label: { vi: 'Vị trí', en: 'Place' }, base: null, register: null, proposed: null };

/** An item whose record was changed by somebody else meanwhile: the three states side by side, and the choice between them. */
@Injectable()
export class ConflictsService {
  constructor(
    private readonly database: DataSource,
    private readonly submissions: SubmissionsService,
  ) {}

  async get(viewer: Viewer, id: number, itemId: number): Promise<Conflict> {
    const kind = kindNamed((await this.submissions.find(viewer, id)).kind);
    return present(kind, await findConflict(this.database, kind, id, itemId));
  }

  /** @throws Problem 412 when the item or its record has changed since it was looked at, 422 when a field is left open. */
  resolve(viewer: Viewer, id: number, itemId: number, { fields, register }: Resolving, revision?: number) {
    return this.database.transaction(async (manager) => {
      const submission = await this.submissions.find(viewer, id, manager, true);
      requireStep('resolve', submission, viewer);
      const kind = kindNamed(submission.kind);
      const found = await findConflict(manager, kind, id, itemId);
      requireRevision(revision, found);
      if (register !== undefined && register !== found.registerRevision) throw new Problem(412, 'stale', MOVED_AGAIN);
      const conflict = present(kind, found);
      refuseOpenFields(conflict, fields);
      await rows(manager, resolveItem(itemId, resolution(kind, viewer, found, conflict, fields)));
      await checkPackage(manager, kind, id, { items: [itemId] });
      await rows(manager, sql`update submissions set revision = revision + 1 where id = ${id}`);
      await rows(manager, event(id, viewer, 'resolve', describe(found, conflict, fields), itemId));
      return withActions(await this.submissions.find(viewer, id, manager), viewer);
    });
  }
}

async function findConflict(on: Runner, kind: Kind, id: number, itemId: number): Promise<ConflictRow> {
  const found = await row<ConflictRow>(on, conflictOf(kind, id, itemId));
  if (!found) throw notFound(`Hồ sơ này không có bản ghi số ${itemId}.`, `This submission has no item ${itemId}.`);
  if (found.change !== 'conflicting') throw new Problem(409, 'no-conflict', NO_CONFLICT);
  return found;
}

function present(kind: Kind, found: ConflictRow): Conflict {
  const { base, register, registerRevision, lastChange, data, geometry, moved } = found;
  const field = (name: string): ConflictField => ({
    name,
    label: fieldOf(kind, name)!.label,
    base: base?.values[name] ?? null,
    register: register?.values[name] ?? null,
    proposed: data[name] ?? null,
  });
  const differing = Object.keys(data).filter((name) => fieldOf(kind, name) && !same(register?.values[name], data[name]));
  const others = kind.fields.filter(
    ({ name, computed }) => base && register && !computed && !(name in data) && !same(base.values[name], register.values[name]),
  );
  const isElsewhere = base && register && !moved && !same(base.geometry, register.geometry);
  return {
    base,
    register: register && { ...register, revision: registerRevision!, ...lastChange! },
    proposed: { values: { ...register?.values, ...data }, geometry: geometry ?? register?.geometry ?? null },
    fields: [...differing.map(field), ...(moved ? [PLACE_FIELD] : [])],
    others: [...others.map(({ name }) => field(name)), ...(isElsewhere ? [PLACE_FIELD] : [])],
  };
}

/** Each difference is chosen by somebody who saw it; none is decided by leaving it out. */
function refuseOpenFields({ fields }: Conflict, chosen: Record<string, Choice>): void {
  const open = fields.filter(({ name }) => !chosen[name]);
  const strange = Object.keys(chosen).filter((name) => !fields.some((field) => field.name === name));
  if (open.length)
    throw new Problem(422, 'choose-each', {
      vi: `Chưa chọn giá trị cho: ${open.map(({ label }) => label.vi).join(', ')}.`,
      en: `Nothing was chosen for: ${open.map(({ label }) => label.en).join(', ')}.`,
    });
  if (strange.length)
    throw new Problem(422, 'no-difference', {
      vi: `Không có khác biệt ở: ${strange.join(', ')}. Tải lại rồi chọn lại.`,
      en: `There is no difference in: ${strange.join(', ')}. Reload and choose again.`,
    });
}

function resolution(kind: Kind, viewer: Viewer, found: ConflictRow, { fields }: Conflict, chosen: Record<string, Choice>) {
  const proposed = fields.filter(({ name }) => chosen[name] === 'proposed').map(({ name }) => name);
  const identity = [kind.codeField, kind.ownerField];
  const kept = Object.fromEntries(Object.entries(found.data).filter(([name]) => proposed.includes(name) || identity.includes(name)));
  return {
    kept,
    keepsPlace: proposed.includes('geometry'),
    recordId: found.recordId,
    registerRevision: found.registerRevision,
    fixedBy: proposed.length < fields.length ? viewer.id : null,
  };
}

/** For the log: which side was chosen for what. */
function describe({ code }: ConflictRow, { fields }: Conflict, chosen: Record<string, Choice>): string {
  const labels = (choice: Choice): string =>
    fields
      .filter(({ name }) => chosen[name] === choice)
      .map(({ label }) => label.vi)
      .join(', ');
  const parts = [labels('proposed') && `lấy theo hồ sơ: ${labels('proposed')}`, labels('register') && `giữ theo sổ: ${labels('register')}`];
  return `${code ?? ''}: ${parts.filter(Boolean).join('; ')}`;
}

const NO_CONFLICT = {
  vi: 'Bản ghi này không (còn) xung đột với sổ đăng ký. Tải lại để thấy trạng thái mới.',
  en: 'This item is not in conflict with the register (any more). Reload to see its new state.',
};
const MOVED_AGAIN = {
  vi: 'Bản ghi trong sổ lại vừa thay đổi sau khi bạn mở. Xem lại ba bên rồi chọn lại.',
  en: 'The record has changed again since you opened it. Look at the three sides and choose again.',
};
