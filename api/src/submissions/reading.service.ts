import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { row, rows, sql } from '../database/sql.js';
import { FileProblem } from '../formats/format.js';
import { Problem } from '../http/problem.js';
import { OrganizationsService } from '../organizations/organizations.service.js';
import { fieldOf, type Text } from '../registry/field.js';
import { kindNamed } from '../registry/kinds.js';
import { forgetBulkEdit } from './bulk-edits.sql.js';
import { collectEdits } from './edits.js';
import { FileStore } from './files.js';
import type { ReadingSettings } from './incoming.js';
import { JobsService } from './jobs.service.js';
import { checkSettings, mergedValues, requireColumns } from './reading-settings.js';
import type { ValueText } from './reading/value-texts.js';
import { openSource } from './source.js';
import { requireStep } from './steps.js';
import { keepReturned } from './returned-items.sql.js';
import { requireRevision, event, type Submission } from './submission.js';
import { SubmissionsService } from './submissions.service.js';
import { discardUnread } from './unread.js';
import { UploadsService } from './uploads.service.js';

interface ReadInput {
  /** Settings to go back to when this reading is stopped. */
  before?: ReadingSettings;
}

export interface ValueChoice extends ValueText {
  label: Text;
  options: { value: string; label: Text }[];
}

/** How a submission's file is read: chosen by hand, done again, remembered for the next file. */
@Injectable()
export class ReadingService {
  constructor(
    private readonly database: DataSource,
    private readonly submissions: SubmissionsService,
    private readonly jobs: JobsService,
    private readonly files: FileStore,
    private readonly uploads: UploadsService,
    private readonly organizations: OrganizationsService,
  ) {}

  /** Reads the kept file again with other settings; edits made by hand stay. @returns the job that does it */
  async again(viewer: Viewer, id: number, settings: ReadingSettings & { remember: boolean }, revision?: number): Promise<number> {
    const { remember, ...chosen } = settings;
    const submission = await this.submissions.find(viewer, id);
    requireStep('read', submission, viewer);
    checkSettings(kindNamed(submission.kind), chosen);
    if (chosen.sheet === undefined || chosen.sheet === submission.reading.sheet) requireColumns(submission.columns ?? [], submission.reading, chosen);
    await this.tryOpening(id, chosen);
    return this.database.transaction(async (manager) => {
      const locked = await this.submissions.find(viewer, id, manager, true);
      requireStep('read', locked, viewer);
      requireRevision(revision, locked);
      const reading = merged(locked.reading, chosen);
      if (remember) await rows(manager, rememberReading(locked, reading, viewer));
      return this.begin(manager, viewer, id, reading, locked.reading, { before: locked.reading });
    });
  }

  /** Texts of the columns of codes and organisations, and what each was understood as. */
  async values(viewer: Viewer, id: number): Promise<ValueChoice[]> {
    const { kind: name } = await this.submissions.find(viewer, id);
    const kind = kindNamed(name);
    const found = await row<{ texts: ValueText[] | null }>(this.database, sql`select understood -> 'values' as texts from submissions where id = ${id}`);
    const organizations = (await this.organizations.all()).map(({ code, shortName }) => ({ value: code, label: { vi: shortName, en: shortName } }));
    return (found?.texts ?? []).flatMap((text) => {
      const field = fieldOf(kind, text.field);
      return field ? [{ ...text, label: field.label, options: field.codes?.map(({ value, label }) => ({ value, label })) ?? organizations }] : [];
    });
  }

  /** Stops work. The first reading leaves nothing behind; a later one goes back to the reading before it. */
  async cancel(viewer: Viewer, id: number): Promise<void> {
    const uploads = await this.database.transaction(async (manager) => {
      const submission = await this.submissions.find(viewer, id, manager, true);
      requireStep('cancel', submission, viewer);
      const task = await this.jobs.cancel(manager, id);
      if (submission.state === 'receiving') return discardUnread(manager, sql`s.id = ${id}`);
      await rows(manager, event(id, viewer, 'cancel', null));
      if (task === 'read') await this.goBack(manager, viewer, id, submission.reading);
      // A check that was stopped left part of the findings of the last state: it is done again in the background.
      if (task === 'check') await this.jobs.add(manager, id, 'check', viewer.id);
      return [];
    });
    for (const upload of uploads) await this.uploads.forget(upload);
  }

  private async goBack(manager: EntityManager, viewer: Viewer, id: number, now: ReadingSettings): Promise<void> {
    const last = await row<{ input: ReadInput }>(
      manager,
      sql`select input from jobs where submission_id = ${id} and task = 'read' and state = 'cancelled' order by id desc limit 1`,
    );
    await this.begin(manager, viewer, id, last?.input.before ?? now, now, {});
  }

  /** @param replaced how it was read until now */
  private async begin(
    manager: EntityManager,
    viewer: Viewer,
    id: number,
    reading: ReadingSettings,
    replaced: ReadingSettings,
    input: ReadInput,
  ): Promise<number> {
    await rows(manager, collectEdits(id));
    await rows(manager, keepReturned(id, await this.sameSheet(manager, id, reading, replaced)));
    await rows(manager, forgetBulkEdit(id));
    // Proposed removals are in no file, see `proposeRemovals`.
    await rows(manager, sql`delete from submission_items where submission_id = ${id} and row_number > 0`);
    await rows(manager, sql`delete from file_rows where submission_id = ${id}`);
    await rows(manager, sql`update submissions set reading = ${JSON.stringify(reading)}::jsonb, revision = revision + 1 where id = ${id}`);
    return this.jobs.add(manager, id, 'read', viewer.id, input);
  }

  /** A file is read from its first sheet unless another is named; which one that was is noted with it. */
  private async sameSheet(manager: EntityManager, id: number, reading: ReadingSettings, replaced: ReadingSettings): Promise<boolean> {
    if (reading.sheet === replaced.sheet) return true;
    const noted = await row<{ sheet: string | null }>(manager, sql`select understood ->> 'sheet' as sheet from submissions where id = ${id}`);
    return replaced.sheet === undefined && reading.sheet === noted?.sheet;
  }

  /** A sheet that is not there is told at once, before anything is thrown away. */
  private async tryOpening(id: number, { sheet }: ReadingSettings): Promise<void> {
    const file = await row<{ upload: string | null; name: string | null }>(
      this.database,
      sql`select upload_id as upload, file_name as name from submissions where id = ${id}`,
    );
    if (!file?.upload) throw new Problem(409, 'no-file-kept', NO_FILE);
    try {
      const source = await openSource(this.files.path(file.upload), file.name, sheet);
      await source.close();
    } catch (error) {
      throw error instanceof FileProblem ? new Problem(422, 'unreadable-file', error.text) : error;
    }
  }
}

/** Later choices stand above earlier ones; columns and values one by one. */
const merged = (before: ReadingSettings, chosen: ReadingSettings): ReadingSettings => ({
  ...before,
  ...chosen,
  ...((before.columns || chosen.columns) && { columns: { ...before.columns, ...chosen.columns } }),
  ...((before.values || chosen.values) && { values: mergedValues(before.values, chosen.values) }),
});

const rememberReading = ({ owner, kind }: Submission, { columns = {}, values = {} }: ReadingSettings, viewer: Viewer) => sql`
  insert into reading_memory (organization, kind, columns, value_codes, updated_by)
  values (${owner.code}, ${kind}, ${JSON.stringify(columns)}::jsonb, ${JSON.stringify(values)}::jsonb, ${viewer.id})
  on conflict (organization, kind) do update set columns = reading_memory.columns || excluded.columns,
    value_codes = (select coalesce(jsonb_object_agg(f, coalesce(reading_memory.value_codes -> f, '{}') || coalesce(excluded.value_codes -> f, '{}')), '{}')
      from (select jsonb_object_keys(reading_memory.value_codes || excluded.value_codes) as f) k),
    updated_at = now(), updated_by = excluded.updated_by`;

const NO_FILE = {
  vi: 'Hồ sơ này không có tệp để đọc lại. Sửa trực tiếp các bản ghi, hoặc gửi tệp mới.',
  en: 'This submission has no file to read again. Mend its items, or send a new file.',
};
