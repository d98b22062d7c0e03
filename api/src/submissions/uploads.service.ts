import { Inject, Injectable, Logger } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { CONFIG, type Config } from '../config.js';
import { row, rows, sql } from '../database/sql.js';
import { notFound, Problem } from '../http/problem.js';
import { FileStore, NoRoom, TooLong } from './files.js';

/** A file on its way in, or all here. */
export interface Upload {
  id: string;
  fileName: string;
  size: number;
  received: number;
  chunkBytes: number;
}

const CHUNK_BYTES = 4 * 1024 * 1024;
/** A file that no submission uses after so long was given up by its sender. */
const KEPT_UNUSED = '3 days';

/** Files sent in pieces, so that a line that breaks or a server that restarts costs one piece and not the whole file. */
@Injectable()
export class UploadsService {
  private readonly log = new Logger('Uploads');

  constructor(
    private readonly database: DataSource,
    private readonly files: FileStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async create(viewer: Viewer, fileName: string, size: number): Promise<Upload> {
    if (size > this.config.maxUploadBytes) throw tooLarge(this.config.maxUploadBytes);
    await this.sweep();
    const { id } = (await row<{ id: string }>(
      this.database,
      sql`insert into uploads (uploaded_by, file_name, size) values (${viewer.id}, ${fileName}, ${size}) returning id`,
    ))!;
    return this.find(viewer, id);
  }

  async find(viewer: Viewer, id: string): Promise<Upload> {
    const found = await row<Omit<Upload, 'chunkBytes'>>(
      this.database,
      sql`select id, file_name as "fileName", size, received from uploads where id = ${id} and uploaded_by = ${viewer.id}`,
    );
    if (!found)
      throw notFound('Không có tệp nào đang tải lên với mã này. Chọn lại tệp và tải từ đầu.', 'There is no upload with this id. Choose the file again.');
    return { ...found, chunkBytes: CHUNK_BYTES };
  }

  /** Takes the next piece. @throws Problem 409 when it does not begin where the last one ended. */
  async append(viewer: Viewer, id: string, offset: number, content: Readable): Promise<Upload> {
    const upload = await this.find(viewer, id);
    if (offset !== upload.received) throw wrongOffset(upload.received);
    const { bytes } = await this.files.write(id, offset, content, upload.size - offset).catch((error: unknown) => {
      throw asProblem(error, () => beyondSize(upload.size));
    });
    const taken = await row(this.database, sql`update uploads set received = ${offset + bytes} where id = ${id} and received = ${offset} returning id`);
    if (!taken) throw wrongOffset((await this.find(viewer, id)).received);
    return this.find(viewer, id);
  }

  /** A whole file at once, from a form. @throws Problem 413 */
  async keep(viewer: Viewer, fileName: string, content: Readable): Promise<Upload> {
    const limit = this.config.maxUploadBytes;
    const { id } = (await row<{ id: string }>(
      this.database,
      sql`insert into uploads (uploaded_by, file_name, size) values (${viewer.id}, ${fileName}, 0) returning id`,
    ))!;
    try {
      const hash = createHash('sha256');
      const { bytes, broken } = await this.files.write(id, 0, content, limit, hash);
      if (broken !== undefined) throw new BrokenOff(broken);
      await rows(this.database, sql`update uploads set size = ${bytes}, received = ${bytes}, sha256 = ${hash.digest()} where id = ${id}`);
      return await this.find(viewer, id);
    } catch (error) {
      // Else it is swept away with what nobody came back for.
      await this.forget(id).catch((failure: unknown) => this.log.warn(failure));
      throw asProblem(error, () => tooLarge(limit));
    }
  }

  /** A whole file with the hash of its bytes. @throws Problem 409 while parts are missing */
  async complete(viewer: Viewer, id: string): Promise<Upload & { hash: Buffer }> {
    const upload = await this.find(viewer, id);
    if (upload.received < upload.size) throw incomplete(upload);
    const { known } = (await row<{ known: Buffer | null }>(this.database, sql`select sha256 as known from uploads where id = ${id}`))!;
    if (known) return { ...upload, hash: known };
    const hash = await this.files.hash(id);
    await rows(this.database, sql`update uploads set sha256 = ${hash} where id = ${id}`);
    return { ...upload, hash };
  }

  /** Throws a file away unless a submission still needs it. */
  async forget(id: string): Promise<void> {
    const gone = await row(
      this.database,
      sql`delete from uploads u where u.id = ${id} and not exists (select 1 from submissions s where s.upload_id = u.id) returning id`,
    );
    if (gone) await this.files.remove(id);
  }

  /** Throws away what nobody came back for. */
  private async sweep(): Promise<void> {
    const left = await rows<{ id: string }>(
      this.database,
      sql`select u.id from uploads u where u.created_at < now() - ${KEPT_UNUSED}::interval and not exists (select 1 from submissions s where s.upload_id = u.id)`,
    );
    for (const { id } of left) await this.forget(id);
  }
}

/** A file that was to come at once did not come whole. */
export class BrokenOff extends Error {
  constructor(override readonly cause: unknown) {
    super('the file broke off');
  }
}

function asProblem(error: unknown, tooLong: () => Problem): unknown {
  if (error instanceof TooLong) return tooLong();
  return error instanceof NoRoom ? noRoom() : error;
}

const noRoom = (): Problem =>
  new Problem(507, 'no-room', {
    vi: 'Máy chủ không còn chỗ để giữ tệp này, nên không có gì được lưu thêm. Báo cho người quản trị, rồi gửi lại sau.',
    en: 'The server has no room left for this file, so nothing more was kept. Tell the administrator, then send it again.',
  });

const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);

const tooLarge = (limit: number): Problem =>
  new Problem(413, 'file-too-large', {
    vi: `Tệp vượt giới hạn ${megabytes(limit)} MB. Chia tệp thành nhiều phần nhỏ hơn rồi gửi từng phần.`,
    en: `The file is over the limit of ${megabytes(limit)} MB. Split it into smaller parts and send each.`,
  });

const beyondSize = (size: number): Problem =>
  new Problem(422, 'longer-than-said', {
    vi: `Tệp dài hơn ${size} byte đã khai báo. Tải lại tệp từ đầu.`,
    en: `The file is longer than the ${size} bytes announced. Upload it again from the start.`,
  });

const wrongOffset = (received: number): Problem =>
  new Problem(409, 'wrong-offset', {
    vi: `Máy chủ đã nhận ${received} byte; gửi tiếp từ vị trí đó.`,
    en: `The server has ${received} bytes; go on from there.`,
  });

const incomplete = ({ received, size }: Upload): Problem =>
  new Problem(409, 'upload-incomplete', {
    vi: `Tệp mới tải lên được ${received}/${size} byte. Tải nốt phần còn lại rồi gửi hồ sơ.`,
    en: `Only ${received} of ${size} bytes have arrived. Upload the rest, then send the submission.`,
  });
