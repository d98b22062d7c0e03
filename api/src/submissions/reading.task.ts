import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { row, rows, sql, type Runner, type Sql } from '../database/sql.js';
import type { SourceRow, SourceTable } from '../formats/format.js';
import { OrganizationsService } from '../organizations/organizations.service.js';
import type { KindName } from '../registry/field.js';
import { kindNamed } from '../registry/kinds.js';
import { registerMark } from '../registry/register-mark.js';
import { checkMark } from './checks/check-mark.js';
import { checkPackage, isDerived, type CheckOptions } from './checks/check-package.js';
import { findingsOfNew, pairsWithin, prepareRun, preparing, type Run } from './checks/findings.js';
import type { Seen } from './checks/rule.js';
import { addKeptRows, applyKeptEdits, type KeptEdit } from './edits.js';
import { BatchWriter } from './batch-writer.js';
import { CloseRows } from './close-rows.js';
import { CodesSeen } from './codes-seen.js';
import { FileStore } from './files.js';
import { linkReturned } from './follow-up.sql.js';
import type { ReadingSettings } from './incoming.js';
import { Batch, insertItems } from './items.sql.js';
import { JobsService, holdJob, type Job, type Report } from './jobs.service.js';
import { understandColumns, type ColumnChoices } from './reading/columns.js';
import { rowReader, type ReadRow } from './reading/rows.js';
import { valueTexts, type ValueText } from './reading/value-texts.js';
import { isRemembered, mergedValues } from './reading-settings.js';
import { proposeRemovals } from './removals.js';
import { attachReturned, settleReturned } from './returned-items.sql.js';
import { openSource, type Source } from './source.js';
import { knowItems, sampleItems } from './statistics.js';
import { event, type UnderstoodColumn } from './submission.js';
import { decideSystem, describeColumns, type DecidedSystem } from './understanding.js';

interface Reading {
  id: number;
  revision: number;
  kind: KindName;
  state: string;
  owner: string;
  byAuthority: boolean;
  byForm: boolean;
  fileName: string | null;
  uploadId: string;
  settings: ReadingSettings;
  keptEdits: KeptEdit[];
}

/** How rows of a file become items. */
interface Filling {
  submissionId: number;
  begin: () => Batch;
  take: (batch: Batch, rows: SourceRow[]) => void;
  write: (batch: Batch, prepared: boolean) => Sql;
  /** What was seen on the way, once all rows have been taken and while the last are still being written. */
  end: () => { seen: Seen; values: ValueText[] };
}

interface Means {
  run: Run;
  writer: BatchWriter;
}

interface Filled {
  items: number;
  seen: Seen;
  understood: Sql;
}

/** Reads a kept file into items, compares them with the register and checks them. Begun again after a crash, it goes on where it stopped. */
@Injectable()
export class ReadingTask {
  constructor(
    private readonly database: DataSource,
    private readonly organizations: OrganizationsService,
    private readonly files: FileStore,
    jobs: JobsService,
  ) {
    jobs.register('read', (job: Job, report) => this.read(job, report));
    jobs.register('check', (job: Job, report) => this.check(job, report));
  }

  private async read(job: Job, report: Report): Promise<void> {
    const reading = await this.settingsOf(job.submissionId);
    const kind = kindNamed(reading.kind);
    const before = { checks: await checkMark(this.database), register: await registerMark(this.database, [kind.name]) };
    const unmoved = async (): Promise<boolean> => before.register === (await registerMark(this.database, [kind.name]));
    const run = await prepareRun(this.database, kind, reading.id, 0);
    const source = await openSource(this.files.path(reading.uploadId), reading.fileName, reading.settings.sheet);
    const writer = new BatchWriter(this.database, preparing(run), source.table.estimatedRows);
    const { items, seen, understood } = await this.fill(job, reading, source, { run, writer }, report).finally(() =>
      Promise.all([writer.close(), source.close()]),
    );
    const organizations = await this.organizations.all();
    const returned = await this.database.transaction(async (manager) => {
      const locked = await lockSubmission(manager, reading.id);
      await holdJob(manager, job);
      // Else batches may have been turned away, see `stillWanted`, and rows be missing without a word.
      if (locked?.revision !== reading.revision) throw new Error(`Submission ${reading.id} changed while its file was read`);
      await rows(manager, understood);
      await addKeptRows(manager, kind, reading.id, reading.keptEdits, reading.owner);
      const attached = await row<{ items: number }>(manager, attachReturned(reading.id));
      await applyKeptEdits(manager, kind, reading.id, reading.keptEdits, organizations, reading.byAuthority);
      await rows(manager, settleReturned(reading.id, !isDerived(kind)));
      return attached!.items;
    });
    // Agreements get their place from what they cover, edits, removals and what was returned come after the rows: those are checked with all others.
    const fresh = job.attempts === 1 && !isDerived(kind) && !reading.keptEdits.length && !reading.settings.complete && !returned;
    await this.finish(job, report, reading, fresh ? { fresh: { items, seen, mark: before.checks, unmoved } } : {});
  }

  private async check(job: Job, report: Report): Promise<void> {
    await this.finish(job, report, await this.settingsOf(job.submissionId), {});
  }

  private async settingsOf(id: number): Promise<Reading> {
    return (await row<Reading>(
      this.database,
      sql`select s.id, s.revision, s.kind, s.state, s.owner, s.by_authority as "byAuthority", coalesce((s.understood ->> 'byForm')::boolean, false) as "byForm", s.file_name as "fileName", s.upload_id as "uploadId", s.reading as settings,
        s.kept_edits as "keptEdits" from submissions s where s.id = ${id}`,
    ))!;
  }

  /** Puts every row of the file into the package that is not there yet. @returns how many rows the file has, and the statement that notes how it was understood */
  private async fill(job: Job, reading: Reading, source: Source, { run, writer }: Means, report: Report): Promise<Filled> {
    const { id, settings, byAuthority } = reading;
    const kind = kindNamed(reading.kind);
    const { table, first } = source;
    const memory = await this.memoryOf(reading);
    const headers = table.columns.map((column) => column.header);
    const meanings = understandColumns(kind, headers, settings.columns, memory.columns);
    const { crs, system } = await decideSystem(this.database, kind, table, meanings, first, settings);
    const organizations = await this.organizations.all();
    const values = mergedValues(memory.values, settings.values);
    const read = rowReader(kind, meanings, {
      crs: system,
      order: crs.order,
      organizations,
      values,
      authority: byAuthority,
      clean: table.clean,
      byForm: reading.byForm,
      letters: table.columns.map((column) => column.letter),
    });
    const texts = valueTexts(meanings, { organizations, values, authority: byAuthority });
    const present = new Set(
      (await rows<{ row: number }>(this.database, sql`select row_number as row from submission_items where submission_id = ${id}`)).map((item) => item.row),
    );
    const codes = new CodesSeen();
    const places = new CloseRows(pairsWithin(run));
    const filling: Filling = {
      submissionId: id,
      begin: () => new Batch(kind),
      take: (batch, rows) => {
        texts.add(rows);
        for (const row of rows) {
          if (present.has(row.row)) continue;
          const item = withOwner(read(row), kind.ownerField, reading.owner);
          codes.add(item.data[kind.ownerField], item.code);
          places.add(item);
          batch.add(item);
        }
      },
      write: (batch, prepared) => {
        const findings = isDerived(kind) ? [] : findingsOfNew({ ...run, items: batch.size, prepared });
        return insertItems(kind, id, batch, findings, stillWanted(job, reading), job.attempts > 1);
      },
      end: () => ({ seen: { distinct: codes.distinct, close: places.found }, values: texts.all() }),
    };
    const { items, seen, values: found } = await this.insertAll(source, filling, writer, report);
    const remembered = meanings.some((meaning) => meaning.by === 'remembered') || found.some((text) => isRemembered(text, memory.values, settings.values));
    const understood = noteUnderstanding(id, crs, describeColumns(table, meanings, first), { ...fileFacts(table), remembered, values: found });
    return { items, seen, understood };
  }

  /** What was chosen for an earlier file of the same organisation. */
  private async memoryOf({ owner, kind }: Reading): Promise<{ columns: ColumnChoices; values: NonNullable<ReadingSettings['values']> }> {
    const found = await row<{ columns: ColumnChoices; values: NonNullable<ReadingSettings['values']> }>(
      this.database,
      sql`select columns, value_codes as values from reading_memory where organization = ${owner} and kind = ${kind}`,
    );
    return found ?? { columns: {}, values: {} };
  }

  /** @returns how many rows were read, and what was seen on the way */
  private async insertAll(source: Source, filling: Filling, writer: BatchWriter, report: Report): Promise<ReturnType<Filling['end']> & { items: number }> {
    let done = 0;
    const tell = (): Promise<unknown> => report('reading', done, source.table.estimatedRows).catch(writer.fail);
    const landed: Batch[] = [];
    const next = (): Batch => landed.pop()?.clear() ?? filling.begin();
    const parts = (batch: Batch) => [(prepared: boolean) => filling.write(batch, prepared), () => landed.push(batch)] as const;
    let batch = next();
    let told: Promise<unknown> = tell();
    for await (const read of source.batches()) {
      filling.take(batch, read);
      done += read.length;
      if (batch.size < writer.pace.rows) continue;
      await writer.writeFull(...parts(batch));
      batch = next();
      // The next rows are read meanwhile.
      await told;
      told = tell();
    }
    await writer.write(...parts(batch));
    const end = filling.end();
    const early = writer.areMany(done) ? sampleItems(this.database) : null;
    await Promise.all([writer.land(), told, early]);
    writer.check();
    if (!early) await sampleItems(this.database);
    await knowItems(this.database, filling.submissionId, done);
    return { ...end, items: done };
  }

  private async finish(job: Job, report: Report, reading: Reading, check: Pick<CheckOptions, 'fresh'>): Promise<void> {
    const { id, kind: kindName, state, owner, fileName, settings } = reading;
    const kind = kindNamed(kindName);
    await report('checking', 0);
    // Rows are only edited where there is no complete list, and removals that came with what was returned stay.
    if (job.task === 'read' || settings.complete) await proposeRemovals(this.database, kind, id, owner, settings.complete ?? null);
    await rows(this.database, linkReturned(id));
    await checkPackage(this.database, kind, id, { ...check, progress: (done, total) => report('checking', done, total) });
    await this.database.transaction(async (manager) => {
      await lockSubmission(manager, id);
      await holdJob(manager, job);
      await rows(
        manager,
        sql`update submissions set state = case state when 'receiving' then 'draft' else state end, revision = revision + 1 where id = ${id}`,
      );
      if (job.task === 'read') await rows(manager, event(id, { id: job.byUser }, state === 'receiving' ? 'receive' : 'read', fileName));
    });
  }
}

/** Before its job, as whoever stops the work has it: the other way round each could wait for the other. */
const lockSubmission = (on: Runner, id: number) => row<{ revision: number }>(on, sql`select revision from submissions where id = ${id} for update`);

/**
 * Whether the package still waits for these rows, and goes on doing so until they are written. Whoever stops a reading changes the package's revision and
 * waits for what is on its way; what comes later would else stand between the rows of the next reading.
 */
const stillWanted = (job: Job, { id, revision }: Reading): Sql => sql`
  select 1 from submissions s where s.id = ${id} and s.revision = ${revision}
    and exists (select 1 from jobs j where j.id = ${job.id} and j.attempts = ${job.attempts} and j.state = 'running') for share of s`;

/** A blank owner is the sender's own organisation. */
function withOwner(item: ReadRow, ownerField: string, owner: string): ReadRow {
  if (item.data[ownerField] === null) item.problems = item.problems.filter((problem) => problem.path !== ownerField);
  item.data[ownerField] ??= owner;
  return item;
}

const fileFacts = ({ format, encoding, sheet, sheets, headerRow, hiddenRows, notes }: SourceTable) => ({
  format,
  encoding,
  sheet,
  sheets,
  headerRow,
  hiddenRows,
  notes,
});

const noteUnderstanding = (id: number, crs: DecidedSystem, columns: UnderstoodColumn[], understood: object): Sql => sql`
  update submissions set crs = ${crs.found ? JSON.stringify(crs) : null}::jsonb, columns = ${JSON.stringify(columns)}::jsonb,
    understood = understood || ${JSON.stringify(understood)}::jsonb where id = ${id}`;
