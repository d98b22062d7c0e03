import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import { isAuthority } from '../access/policy.js';
import type { Viewer } from '../access/viewer.js';
import { row, rows, sql } from '../database/sql.js';
import { FileProblem } from '../formats/format.js';
import { Problem } from '../http/problem.js';
import { requestKey } from '../idempotency/keyed-request.js';
import { OrganizationsService } from '../organizations/organizations.service.js';
import type { KindName } from '../registry/field.js';
import type { SystemCode } from '../geo/systems.js';
import { FileStore } from './files.js';
import type { ReadingSettings } from './incoming.js';
import { JobsService } from './jobs.service.js';
import { NAME_OF_ITEMS, openSource, recogniseKind } from './source.js';
import { discardUnread, UNREADABLE } from './unread.js';
import { UploadsService } from './uploads.service.js';

export interface Incoming {
  /** Absent: recognised by the headers. */
  kind?: KindName;
  /** Absent: guessed from the numbers. */
  crs?: SystemCode;
  order?: 'xy' | 'yx';
  sheet?: string;
  complete?: number[];
  onBehalfOf?: string;
  note?: string;
  source?: string;
  /** Typed into a form or taken from the register: no file, no columns, no system to ask about. */
  byForm?: boolean;
}

/** What became of something that was sent in: its submission, and whether it is read yet. */
export interface Received {
  id: number;
  state: 'ready' | 'under way' | 'sent before';
}

/** So long a request waits for its file to be read; what takes longer is told as work under way. */
const PATIENCE_MS = 25_000;
const FOR_EVER_MS = 24 * 3600_000;

/** Takes in an operator's file: it becomes a draft, read, checked and compared. Nothing in the register changes. */
@Injectable()
export class ReceiveService {
  constructor(
    private readonly database: DataSource,
    private readonly organizations: OrganizationsService,
    private readonly uploads: UploadsService,
    private readonly files: FileStore,
    private readonly jobs: JobsService,
  ) {}

  /** A file that has arrived whole. @param waitMs 0: answer at once. @throws Problem 422 when the file as a whole cannot be read. */
  async upload(viewer: Viewer, incoming: Incoming, uploadId: string, waitMs = PATIENCE_MS): Promise<Received> {
    const { fileName, hash } = await this.uploads.complete(viewer, uploadId);
    return this.receive(viewer, incoming, { uploadId, fileName, hash }, waitMs);
  }

  /** Records in the body of a request. */
  async items(viewer: Viewer, incoming: Incoming, items: unknown, waitMs = PATIENCE_MS): Promise<Received> {
    const { id } = await this.uploads.keep(viewer, NAME_OF_ITEMS, Readable.from([Buffer.from(JSON.stringify(items))]));
    return this.receive(viewer, incoming, { uploadId: id, fileName: null, hash: null }, waitMs);
  }

  /** A file as a stream, waiting until it is read. */
  async file(viewer: Viewer, incoming: Incoming, fileName: string, content: Readable): Promise<Received> {
    const { id } = await this.uploads.keep(viewer, fileName, content);
    return this.upload(viewer, incoming, id, FOR_EVER_MS);
  }

  private async receive(viewer: Viewer, incoming: Incoming, file: KeptFile, waitMs: number): Promise<Received> {
    let created: Created;
    try {
      created = await this.create(viewer, incoming, file);
    } catch (error) {
      if (isRefusal(error)) await this.uploads.forget(file.uploadId);
      throw error instanceof FileProblem ? new Problem(422, 'unreadable-file', error.text) : error;
    }
    if ('before' in created) {
      await this.uploads.forget(file.uploadId);
      return { id: created.before, state: 'sent before' };
    }
    if (waitMs > 0) return this.waitFor(created, file, waitMs);
    this.jobs.launch(created.job);
    return { id: created.id, state: 'under way' };
  }

  /** Only a whole file becomes a draft while its sender waits: what came of a broken one is taken away again. */
  private async waitFor({ id, job }: { id: number; job: number }, file: KeptFile, waitMs: number): Promise<Received> {
    const { state, problem } = await this.jobs.outcome(job, waitMs);
    if (state === 'done') return { id, state: 'ready' };
    if (state === 'queued' || state === 'running') return { id, state: 'under way' };
    // What failed by no fault of the file can be read again, or gives way when the same file comes once more.
    if (!problem || problem.status < 500 || !file.hash) {
      await discardUnread(this.database, sql`s.id = ${id}`);
      await this.uploads.forget(file.uploadId);
    }
    throw problem ? new Problem(problem.status, problem.code, problem) : new Problem(409, 'cancelled', CANCELLED);
  }

  private async create(viewer: Viewer, incoming: Incoming, { uploadId, fileName, hash }: KeptFile): Promise<Created> {
    const owner = await this.ownerOf(viewer, incoming);
    const reading = readingOf(incoming);
    const source = await openSource(this.files.path(uploadId), fileName, reading.sheet);
    await source.close();
    const kind = incoming.kind ?? recogniseKind(source);
    if (!kind) throw new Problem(422, 'which-kind', WHICH_KIND);
    const { made, unread } = await this.database.transaction(async (manager) => {
      // One after the other, or the same file sent twice at once would be two submissions. Records of that organisation may be written meanwhile.
      await rows(manager, sql`select 1 from organizations where code = ${owner} for no key update`);
      const same = sql`s.owner = ${owner} and s.kind = ${kind} and s.file_hash = ${hash} and s.by_authority = ${isAuthority(viewer)} and s.reading = ${JSON.stringify(reading)}::jsonb`;
      const unread = await discardUnread(manager, sql`${same} and ${UNREADABLE}`);
      const before = await row<{ id: number }>(
        manager,
        sql`select s.id from submissions s where ${same} and s.state in ('receiving', 'draft', 'submitted', 'in_review') order by s.id desc limit 1`,
      );
      if (before) return { made: { before: before.id }, unread };
      // What a sample account sends is sample data.
      const { id } = (await row<{ id: number }>(
        manager,
        sql`insert into submissions (kind, state, owner, submitted_by, by_authority, file_name, sample, source, message, upload_id, file_hash, reading, understood,
            idempotency_key)
          values (${kind}, 'receiving', ${owner}, ${viewer.id}, ${isAuthority(viewer)}, ${fileName},
            (select sample from users where id = ${viewer.id}), ${incoming.source ?? null}, ${incoming.note ?? null}, ${uploadId}, ${hash},
            ${JSON.stringify(reading)}::jsonb, ${JSON.stringify({ kindGuessed: !incoming.kind, byForm: incoming.byForm })}::jsonb, ${requestKey()}) returning id`,
      ))!;
      return { made: { id, job: await this.jobs.add(manager, id, 'read', viewer.id) }, unread };
    });
    for (const upload of unread) await this.uploads.forget(upload);
    return made;
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

interface KeptFile {
  uploadId: string;
  /** Null for records from the body of a request. */
  fileName: string | null;
  hash: Buffer | null;
}

type Created = { id: number; job: number } | { before: number };

const readingOf = ({ crs, order, sheet, complete }: Incoming): ReadingSettings => ({
  ...(crs && { crs }),
  ...(order && { order }),
  ...(sheet && { sheet }),
  ...(complete && { complete }),
});

const ONLY_AUTHORITY = {
  vi: 'Chỉ cơ quan quản lý được gửi hồ sơ thay đơn vị khác.',
  en: 'Only the authority may submit on behalf of another organisation.',
};

/** The file itself cannot be taken. Once it is said what it holds, it need not be sent again; nor when something else went wrong. */
const isRefusal = (error: unknown): boolean => error instanceof FileProblem || (error instanceof Problem && error.status < 500 && error.code !== 'which-kind');

const WHICH_KIND = {
  vi: 'Không nhận ra tệp này chứa loại dữ liệu nào: chưa có đủ cột quen thuộc. Chọn loại bản ghi rồi gửi lại, hoặc dùng mẫu có sẵn.',
  en: 'What kind of record this file holds could not be recognised: too few known columns. Choose the kind of record and send it again, or use the template.',
};

const CANCELLED = { vi: 'Việc đọc tệp đã bị dừng nên không có gì được lưu.', en: 'Reading the file was stopped, so nothing was kept.' };
