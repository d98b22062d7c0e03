import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { row, rows, sql } from '../database/sql.js';
import type { Entry } from 'yauzl';
import { LEFT_OUT_MARK } from '../formats/own-marks.js';
import { openArchive } from '../formats/zip.js';
import { OrganizationsService } from '../organizations/organizations.service.js';
import { fieldOf, type Kind, type Text } from '../registry/field.js';
import { kindNamed } from '../registry/kinds.js';
import { FileStore } from '../submissions/files.js';
import type { OrganizationNames } from '../submissions/reading/organizations.js';
import type { Submission, UnderstoodColumn } from '../submissions/submission.js';
import { editFinder } from './edits.js';
import { formOf, type Form } from './form.js';
import { marksOf, resultOf } from './marks.js';
import type { MarkedRow, OwnPlan, Plan } from './report-book.js';
import { reportRows, ruleCounts, type Choice, type ReportRow } from './report-rows.js';
import { summaryLines } from './summary.js';
import { WorkbookThread } from './workbook-thread.js';

/** Above these the operator's own workbook is not opened, and a new one holds the rows with problems only. */
const MOST_ROWS = 20_000;
const MOST_UNPACKED_BYTES = 30 * 1024 * 1024;
const MOST_REMOVED_LISTED = 5000;

interface Kept {
  upload: string | null;
  understood: { sheet?: string; headerRow?: number };
  leftOut: number[];
}

/** One way to write a report. */
interface Way {
  plan: Plan;
  choice: Choice;
  columns: Submission['columns'];
  form: Form | null;
  remarks: Text[];
  /** Rows of the file that were taken out of the submission. */
  leftOut: number[];
}

@Injectable()
export class WorkbookReport {
  constructor(
    private readonly database: DataSource,
    private readonly organizations: OrganizationsService,
    private readonly files: FileStore,
  ) {}

  /** Writes the report of a package: the operator's own workbook with marks in it, or a new one in the form of the template. */
  async write(submission: Submission, target: string): Promise<void> {
    const organizations = await this.organizations.all();
    const own = await this.ownWay(submission, target);
    const opened = own && (await WorkbookThread.open(own.plan).catch(() => null));
    if (opened) return this.fill(opened, submission, own, organizations);
    const way = await this.newWay(submission, target, organizations);
    await this.fill(await WorkbookThread.open(way.plan), submission, way, organizations);
  }

  private async fill(thread: WorkbookThread, submission: Submission, way: Way, organizations: OrganizationNames[]): Promise<void> {
    const kind = kindNamed(submission.kind);
    const removed: string[] = [];
    const editsOf = editFinder(kind, { ...submission, columns: way.columns }, organizations);
    try {
      for await (const page of reportRows(this.database, submission, way.choice)) {
        for (const { change, code } of page) if (change === 'removed' && code !== null && removed.length < MOST_REMOVED_LISTED) removed.push(code);
        await thread.add(page.filter(({ row }) => row > 0).map((item) => markedRow(item, way, editsOf)));
      }
      await thread.add(way.leftOut.map((row) => ({ row, cells: [], edits: [], marks: [], result: leftOutResult(submission.id) })));
      await thread.finish(summaryLines({ submission, kind, rules: await ruleCounts(this.database, submission.id), removed, remarks: way.remarks }));
    } finally {
      await thread.close();
    }
  }

  /** Null when the package did not come from a workbook, or from one too large to be opened. */
  private async ownWay(submission: Submission, target: string): Promise<Way | null> {
    const kept = await row<Kept>(
      this.database,
      sql`select upload_id as upload, understood,
        coalesce((select json_agg((e ->> 'row')::int) from jsonb_array_elements(kept_edits) e where e ? 'out'), '[]') as "leftOut"
        from submissions where id = ${submission.id}`,
    );
    if (!kept?.upload || submission.counts.total > MOST_ROWS) return null;
    const source = this.files.path(kept.upload);
    const entries = await entriesOf(source);
    if (!entries?.some(({ fileName }) => fileName === 'xl/workbook.xml') || unpacked(entries) > MOST_UNPACKED_BYTES) return null;
    const first = await row<{ row: number | null }>(
      this.database,
      sql`select min(row_number) as row from submission_items where submission_id = ${submission.id} and row_number > 0`,
    );
    const { sheet = null, headerRow = null } = kept.understood;
    const added = await this.addedColumns(kindNamed(submission.kind), submission);
    const columns = [
      ...submission.columns.map(({ header, letter }) => ({ header, letter })),
      ...added.map(({ header }) => ({ header, letter: null, added: true as const })),
    ];
    const plan: OwnPlan = { how: 'own', source, target, sheet, headerRow, columns, firstRow: first?.row ?? 2 };
    return { plan, choice: 'all', columns: [...submission.columns, ...added], form: null, remarks: lost(entries), leftOut: kept.leftOut };
  }

  /** Columns for what rows were given by hand and the file has no column for: else it would be gone when the file is sent again. */
  private async addedColumns(kind: Kind, { id, columns }: Submission): Promise<UnderstoodColumn[]> {
    const given = await rows<{ name: string }>(
      this.database,
      sql`select distinct jsonb_object_keys(i.edits -> 'values') as name from submission_items i where i.submission_id = ${id} and i.edits ? 'values' order by 1`,
    );
    return given.flatMap(({ name }): UnderstoodColumn[] => {
      const field = fieldOf(kind, name);
      if (!field || columns.some((column) => column.field === name)) return [];
      return [{ header: field.label.vi, letter: null, field: name, use: name, by: 'exact', label: field.label, samples: [] }];
    });
  }

  private async newWay(submission: Submission, target: string, organizations: OrganizationNames[]): Promise<Way> {
    const missing = await rows<{ path: string }>(
      this.database,
      sql`select distinct path from item_findings where submission_id = ${submission.id} and rule = 'DAT-01' order by 1`,
    );
    const form = formOf(
      kindNamed(submission.kind),
      submission,
      organizations,
      missing.map(({ path }) => path),
    );
    const large = submission.counts.total > MOST_ROWS;
    const remarks = large ? [onlyProblems(submission.counts.total)] : [];
    return {
      plan: { how: 'new', target, columns: form.columns, titles: remarks.map(({ vi, en }) => `${vi} ${en}`) },
      choice: large ? 'problems' : 'all',
      columns: form.understood,
      form,
      remarks,
      leftOut: [],
    };
  }
}

function markedRow(item: ReportRow, { columns, form, choice }: Way, editsOf: ReturnType<typeof editFinder>): MarkedRow {
  const edits = editsOf(item);
  const marks = marksOf(columns, item, new Map(edits.map(({ column, earlier }) => [column, earlier])));
  const where = choice === 'problems' ? `Hàng ${item.row} của tệp đã gửi\n` : '';
  return {
    row: item.row,
    cells: form?.cells(item) ?? [],
    edits: edits.map(({ column, value }) => [column, value]),
    marks: [...marks],
    result: where + resultOf(columns, item),
  };
}

const leftOutResult = (id: number): string => `${LEFT_OUT_MARK} khỏi hồ sơ số ${id} nên không nhập khi gửi lại tệp này. Muốn nhập lại hàng thì xóa ô này.`;

const unpacked = (entries: Entry[]): number => entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);

const onlyProblems = (total: number): Text => ({
  vi: `Hồ sơ có ${total} bản ghi nên tệp này chỉ gồm các hàng có vấn đề. Sửa rồi gửi tệp này, hoặc sửa trong tệp gốc.`,
  en: `The submission has ${total} items, so this file holds only the rows with problems. Mend them and send this file, or mend your own file.`,
});

const LOST = /^xl\/(?:charts\/|pivotTables\/|slicers\/|vbaProject\.bin)/;

/** Parts of a workbook that the library does not carry over. */
const lost = (entries: Entry[]): Text[] =>
  entries.some(({ fileName }) => LOST.test(fileName))
    ? [
        {
          vi: 'Biểu đồ, bảng tổng hợp (pivot) và macro của tệp gốc không có trong bản này; mọi trang, ô, công thức và định dạng vẫn giữ nguyên.',
          en: 'Charts, pivot tables and macros of your file are not in this copy; all sheets, cells, formulas and formats are.',
        },
      ]
    : [];

/** What a workbook holds; null for a file that is none. */
async function entriesOf(path: string): Promise<Entry[] | null> {
  const archive = await openArchive(path).catch(() => null);
  archive?.close();
  return archive && archive.entries;
}
