import { Injectable } from '@nestjs/common';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { SubmissionsService } from '../submissions/submissions.service.js';
import { reportCsv } from './report-csv.js';
import { reportJson } from './report-json.js';
import { reportRows, ruleCounts } from './report-rows.js';
import { WorkbookReport } from './workbook-report.js';

export interface Download {
  name: string;
  content: Readable;
}

/** What was found in a package, as files to take away. */
@Injectable()
export class ReportService {
  /** Workbooks are written one after another: each may need some hundred megabytes. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: DataSource,
    private readonly submissions: SubmissionsService,
    private readonly workbooks: WorkbookReport,
  ) {}

  async csv(viewer: Viewer, id: number): Promise<Download> {
    const submission = await this.submissions.find(viewer, id);
    const content = reportCsv(submission, reportRows(this.database, submission, 'problems'));
    return { name: nameOf(submission.fileName, id, 'csv'), content: Readable.from(content, { objectMode: false }) };
  }

  async json(viewer: Viewer, id: number): Promise<Download> {
    const submission = await this.submissions.find(viewer, id);
    const content = reportJson(submission, await ruleCounts(this.database, id), reportRows(this.database, submission, 'problems'));
    return { name: nameOf(submission.fileName, id, 'json'), content: Readable.from(content, { objectMode: false }) };
  }

  async workbook(viewer: Viewer, id: number): Promise<Download> {
    const submission = await this.submissions.find(viewer, id);
    const folder = await mkdtemp(join(tmpdir(), 'registry-report-'));
    const path = join(folder, 'report.xlsx');
    const forget = (): Promise<void> => rm(folder, { recursive: true, force: true });
    try {
      await this.inTurn(() => this.workbooks.write(submission, path));
    } catch (error) {
      await forget();
      throw error;
    }
    const content = createReadStream(path).once('close', () => void forget());
    return { name: nameOf(submission.fileName, id, 'xlsx'), content };
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }
}

const nameOf = (fileName: string | null, id: number, ending: string): string =>
  `${(fileName ?? `ho-so-${id}`).replace(/\.\w+$/, '').replace(/-ket-qua-kiem-tra$/, '')}-ket-qua-kiem-tra.${ending}`;
