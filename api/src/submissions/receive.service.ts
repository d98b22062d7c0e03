import { Injectable } from '@nestjs/common';
import { open } from 'node:fs/promises';
import { DataSource } from 'typeorm';
import { isAuthority } from '../access/policy.js';
import type { Viewer } from '../access/viewer.js';
import { row, rows, sql } from '../database/sql.js';
import { FIRST_BYTES, formatFor } from '../formats/formats.js';
import { FileProblem, type SourceRow, type SourceTable } from '../formats/format.js';
import { itemsTable } from '../formats/json.js';
import type { SystemCode } from '../geo/systems.js';
import { Problem } from '../http/problem.js';
import { OrganizationsService } from '../organizations/organizations.service.js';
import type { KindName } from '../registry/field.js';
import { kindNamed } from '../registry/kinds.js';
import { checkPackage } from './checks/check-package.js';
import { linkReturned } from './follow-up.sql.js';
import { insertItems } from './items.sql.js';
import { understandColumns } from './reading/columns.js';
import { rowReader, type ReadRow } from './reading/rows.js';
import { event } from './submission.js';
import { decideSystem, describeColumns } from './understanding.js';

export interface Incoming {
  kind: KindName;
  /** Absent: guessed from the numbers. */
  crs?: SystemCode;
  onBehalfOf?: string;
  note?: string;
  fileName?: string;
  source?: string;
}

/** Turns an operator's file into a draft: read, checked, compared. Nothing in the register changes. */
@Injectable()
export class ReceiveService {
  constructor(
    private readonly database: DataSource,
    private readonly organizations: OrganizationsService,
  ) {}

  /** @param path of the uploaded file on disk. @returns the draft's id. @throws Problem 422 when the file as a whole cannot be read. */
  async file(viewer: Viewer, incoming: Incoming, path: string): Promise<number> {
    return this.receive(viewer, incoming, async () => formatFor(incoming.fileName ?? '', await firstBytes(path)).read(path));
  }

  /** The same for records in the body of a request. */
  async items(viewer: Viewer, incoming: Incoming, items: unknown): Promise<number> {
    return this.receive(viewer, incoming, () => Promise.resolve(itemsTable(items)));
  }

  private async receive(viewer: Viewer, incoming: Incoming, read: () => Promise<SourceTable>): Promise<number> {
    const owner = await this.ownerOf(viewer, incoming);
    let id: number | undefined;
    try {
      const table = await read();
      id = await this.open(viewer, incoming, owner);
      await this.fill(viewer, incoming, owner, id, table);
      return id;
    } catch (error) {
      // Only a whole file becomes a draft: what came of a broken one is taken away again.
      if (id) await rows(this.database, sql`delete from submissions where id = ${id}`);
      if (error instanceof FileProblem) throw new Problem(422, 'unreadable-file', error.text);
      throw error;
    }
  }

  private async open(viewer: Viewer, incoming: Incoming, owner: string): Promise<number> {
    // 'receiving' keeps it out of every list until all rows are there and checked. What a sample account sends is sample data.
    const created = await row<{ id: number }>(
      this.database,
      sql`insert into submissions (kind, state, owner, submitted_by, by_authority, file_name, sample, source, message)
        values (${incoming.kind}, 'receiving', ${owner}, ${viewer.id}, ${isAuthority(viewer)}, ${incoming.fileName ?? null},
          (select sample from users where id = ${viewer.id}), ${incoming.source ?? null}, ${incoming.note ?? null}) returning id`,
    );
    return created!.id;
  }

  private async fill(viewer: Viewer, incoming: Incoming, owner: string, id: number, table: SourceTable): Promise<void> {
    const kind = kindNamed(incoming.kind);
    const meanings = understandColumns(
      kind,
      table.columns.map((column) => column.header),
    );
    const batches = table.rows[Symbol.asyncIterator]();
    const first = await batches.next();
    const firstRows: SourceRow[] = first.done ? [] : first.value;
    if (!firstRows.length) throw new FileProblem(NO_ROWS);
    const crs = decideSystem(table, meanings, firstRows, incoming.crs);
    const reader = rowReader(kind, meanings, {
      crs: crs.code,
      order: crs.order,
      organizations: await this.organizations.all(),
      authority: isAuthority(viewer),
      letters: table.columns.map((column) => column.letter),
    });
    for (let batch = first; !batch.done; batch = await batches.next()) await this.insert(id, kind.ownerField, owner, batch.value.map(reader));
    // Without fresh statistics the planner takes the new rows for a handful and picks nested loops.
    await this.database.query('analyze submission_items');
    await rows(this.database, linkReturned(id));
    await checkPackage(this.database, kind, id);
    const columns = describeColumns(table, meanings, firstRows);
    await rows(
      this.database,
      sql`update submissions set state = 'draft', crs = ${crs.found ? JSON.stringify(crs) : null}::jsonb, columns = ${JSON.stringify(columns)}::jsonb where id = ${id}`,
    );
    await rows(this.database, event(id, viewer, 'receive', incoming.fileName));
  }

  private insert(id: number, ownerField: string, owner: string, items: ReadRow[]): Promise<unknown> {
    for (const item of items) {
      // A blank owner is the sender's own organisation.
      if (item.data[ownerField] === null) item.problems = item.problems.filter((problem) => problem.path !== ownerField);
      item.data[ownerField] ??= owner;
    }
    return rows(this.database, insertItems(id, ownerField, items));
  }

  /** Whom the records belong to: the operator's own organisation, or the one an authority's user names. */
  private async ownerOf(viewer: Viewer, incoming: Incoming): Promise<string> {
    if (!isAuthority(viewer)) {
      if (incoming.onBehalfOf && incoming.onBehalfOf !== viewer.organization!.code) throw new Problem(403, 'not-on-behalf', ONLY_AUTHORITY);
      return viewer.organization!.code;
    }
    const all = await this.organizations.all();
    if (all.some((organization) => organization.code === incoming.onBehalfOf)) return incoming.onBehalfOf!;
    const codes = all.map((organization) => organization.code).join(', ');
    throw new Problem(422, 'on-behalf-of-whom', {
      vi: `Chọn đơn vị mà hồ sơ này thuộc về (onBehalfOf): ${codes}.`,
      en: `Say which organisation the submission is for (onBehalfOf): ${codes}.`,
    });
  }
}

const NO_ROWS = {
  vi: 'Tệp có tiêu đề nhưng không có hàng dữ liệu nào. Nhập ít nhất một hàng dưới tiêu đề rồi gửi lại.',
  en: 'The file has a header but no rows of data. Enter at least one row below the header and send it again.',
};

const ONLY_AUTHORITY = {
  vi: 'Chỉ cơ quan quản lý được gửi hồ sơ thay đơn vị khác.',
  en: 'Only the authority may submit on behalf of another organisation.',
};

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(FIRST_BYTES), 0, FIRST_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
