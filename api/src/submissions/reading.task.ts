import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { row, rows, sql, type Sql } from '../database/sql.js';
import type { SourceRow, SourceTable } from '../formats/format.js';
import { OrganizationsService } from '../organizations/organizations.service.js';
import type { Kind, KindName } from '../registry/field.js';
import { kindNamed } from '../registry/kinds.js';
import { checkPackage, isDerived } from './checks/check-package.js';
import { findingsOfNew } from './checks/findings.js';
import { readSettings } from './checks/settings.js';
import { applyKeptEdits, type KeptEdit } from './edits.js';
import { noteDistricts } from './claims.sql.js';
import { FileStore } from './files.js';
import { linkReturned } from './follow-up.sql.js';
import type { ReadingSettings } from './incoming.js';
import { insertItems } from './items.sql.js';
import { JobsService, holdJob, type Job, type Report } from './jobs.service.js';
import { understandColumns, type ColumnChoices } from './reading/columns.js';
import { rowReader, type ReadRow } from './reading/rows.js';
import { valueTexts, type ValueTexts } from './reading/value-texts.js';
import { mergedValues } from './reading-settings.js';
import { proposeRemovals } from './removals.js';
import { openSource, type Source } from './source.js';
import { event, type UnderstoodColumn } from './submission.js';
import { decideSystem, describeColumns, type DecidedSystem } from './understanding.js';

interface Reading {
  id: number;
  kind: KindName;
  state: string;
  owner: string;
  byAuthority: boolean;
  fileName: string | null;
  uploadId: string;
  settings: ReadingSettings;
  keptEdits: KeptEdit[];
}

/** Batches on their way into the database while the next one is being read. */
const IN_FLIGHT = 2;

/** Each statement looks up units, zones and rules anew, so few large ones; but on the embedded database everybody waits for the one that runs. */
const ROWS_AT_ONCE = 4000;

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
    const source = await openSource(this.files.path(reading.uploadId), reading.fileName, reading.settings.sheet);
    const understood = await this.fill(reading, source, report, job.attempts > 1);
    const organizations = await this.organizations.all();
    await this.database.transaction(async (manager) => {
      await holdJob(manager, job);
      await rows(manager, understood);
      await applyKeptEdits(manager, kindNamed(reading.kind), reading.id, reading.keptEdits, reading.owner, organizations, reading.byAuthority);
    });
    // Agreements get their place from what they cover, edits and removals come after the rows: those are checked with all others.
    await this.finish(job, report, reading, !isDerived(kindNamed(reading.kind)) && !reading.keptEdits.length && !reading.settings.complete);
  }

  private async check(job: Job, report: Report): Promise<void> {
    await this.finish(job, report, await this.settingsOf(job.submissionId), false);
  }

  private async settingsOf(id: number): Promise<Reading> {
    return (await row<Reading>(
      this.database,
      sql`select s.id, s.kind, s.state, s.owner, s.by_authority as "byAuthority", s.file_name as "fileName", s.upload_id as "uploadId", s.reading as settings,
        s.kept_edits as "keptEdits" from submissions s where s.id = ${id}`,
    ))!;
  }

  /** Puts every row of the file into the package that is not there yet. @returns the statement that notes how the file was understood */
  private async fill(reading: Reading, source: Source, report: Report, again: boolean): Promise<Sql> {
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
      letters: table.columns.map((column) => column.letter),
    });
    const texts = valueTexts(meanings, { organizations, values, authority: byAuthority });
    const present = new Set(
      (await rows<{ row: number }>(this.database, sql`select row_number as row from submission_items where submission_id = ${id}`)).map((item) => item.row),
    );
    const findings = isDerived(kind) ? [] : findingsOfNew({ kind, submissionId: id, settings: await readSettings(this.database) });
    const write = (items: ReadRow[]): Sql => insertItems(kind, id, items, findings, again);
    await this.insertAll(source, (rows) => itemsOf(reading, kind, present, read, rows), write, texts, report);
    // Without fresh statistics the planner takes the new rows for a handful and picks nested loops. Those of the wide columns take four times as long and serve nothing.
    await this.database.query('analyze submission_items (id, submission_id, row_number, code, owner, change, record_id, severity, verdict)');
    const remembered = meanings.some((meaning) => meaning.by === 'remembered') || Object.keys(memory.values).length > 0;
    return noteUnderstanding(id, crs, describeColumns(table, meanings, first), { ...fileFacts(table), remembered, values: texts.all() });
  }

  /** What was chosen for an earlier file of the same organisation. */
  private async memoryOf({ owner, kind }: Reading): Promise<{ columns: ColumnChoices; values: NonNullable<ReadingSettings['values']> }> {
    const found = await row<{ columns: ColumnChoices; values: NonNullable<ReadingSettings['values']> }>(
      this.database,
      sql`select columns, value_codes as values from reading_memory where organization = ${owner} and kind = ${kind}`,
    );
    return found ?? { columns: {}, values: {} };
  }

  private async insertAll(
    source: Source,
    itemsOf: (rows: SourceRow[]) => ReadRow[],
    write: (items: ReadRow[]) => Sql,
    texts: ValueTexts,
    report: Report,
  ): Promise<void> {
    const flying = new Set<Promise<unknown>>();
    let done = 0;
    let failed: unknown;
    const send = async (items: ReadRow[]): Promise<void> => {
      if (flying.size >= IN_FLIGHT) await Promise.race(flying);
      if (failed) throw failed;
      const flight: Promise<unknown> = rows(this.database, write(items))
        .catch((error: unknown) => (failed ??= error))
        .finally(() => flying.delete(flight));
      flying.add(flight);
    };
    let waiting: ReadRow[] = [];
    for await (const batch of source.batches()) {
      texts.add(batch);
      waiting.push(...itemsOf(batch));
      done += batch.length;
      if (waiting.length < ROWS_AT_ONCE) continue;
      await send(waiting);
      waiting = [];
      await report('reading', done, source.table.estimatedRows);
    }
    await send(waiting);
    await Promise.all(flying);
    if (failed) throw failed;
  }

  private async finish(job: Job, report: Report, { id, kind: kindName, state, owner, fileName, settings }: Reading, fresh: boolean): Promise<void> {
    const kind = kindNamed(kindName);
    await report('checking', 0);
    await proposeRemovals(this.database, kind, id, owner, settings.complete ?? null);
    await rows(this.database, linkReturned(id));
    await checkPackage(this.database, kind, id, { fresh, progress: (done, total) => report('checking', done, total) });
    await rows(this.database, noteDistricts(id));
    await this.database.transaction(async (manager) => {
      await holdJob(manager, job);
      await rows(
        manager,
        sql`update submissions set state = case state when 'receiving' then 'draft' else state end, revision = revision + 1 where id = ${id}`,
      );
      if (job.task === 'read') await rows(manager, event(id, { id: job.byUser }, state === 'receiving' ? 'receive' : 'read', fileName));
    });
  }
}

/** The rows of the file that are not in the package yet. */
function itemsOf({ owner }: Reading, { ownerField }: Kind, present: ReadonlySet<number>, read: (row: SourceRow) => ReadRow, rows: SourceRow[]): ReadRow[] {
  const items = (present.size ? rows.filter(({ row }) => !present.has(row)) : rows).map(read);
  for (const item of items) nameOwner(item, ownerField, owner);
  return items;
}

/** A blank owner is the sender's own organisation. */
function nameOwner(item: ReadRow, ownerField: string, owner: string): void {
  if (item.data[ownerField] === null) item.problems = item.problems.filter((problem) => problem.path !== ownerField);
  item.data[ownerField] ??= owner;
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
