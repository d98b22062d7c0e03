import { Injectable } from '@nestjs/common';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { Problem } from '../http/problem.js';
import { busy } from '../submissions/jobs.service.js';
import type { Submission } from '../submissions/submission.js';
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
    const submission = await this.checked(viewer, id);
    const content = reportCsv(submission, reportRows(this.database, submission, 'problems'));
    return { name: nameOf(submission.fileName, id, 'csv'), content: Readable.from(content, { objectMode: false }) };
  }

  async json(viewer: Viewer, id: number): Promise<Download> {
    const submission = await this.checked(viewer, id);
    const content = reportJson(submission, await ruleCounts(this.database, id), reportRows(this.database, submission, 'problems'));
    return { name: nameOf(submission.fileName, id, 'json'), content: Readable.from(content, { objectMode: false }) };
  }

  async workbook(viewer: Viewer, id: number): Promise<Download> {
    const submission = await this.checked(viewer, id);
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

  /** @throws Problem 409 while a part of it is still to be read or checked: a report on the rest would pass for the whole. */
  private async checked(viewer: Viewer, id: number): Promise<Submission> {
    const submission = await this.submissions.find(viewer, id);
    const { state, work } = submission;
    if (work?.state === 'failed' && state === 'receiving') throw new Problem(409, 'not-read', work.problem ?? NOT_READ);
    if (work && work.state !== 'failed' && work.task !== 'conclude') throw busy();
    return submission;
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }
}

const nameOf = (fileName: string | null, id: number, ending: string): string =>
  `${(fileName ?? `ho-so-${id}`).replace(/\.\w+$/, '').replace(/-ket-qua-kiem-tra$/, '')}-ket-qua-kiem-tra.${ending}`;

const NOT_READ = {
  vi: 'Tệp của hồ sơ này không đọc được nên chưa có gì để báo cáo.',
  en: 'The file of this submission could not be read, so there is nothing to report on.',
};
