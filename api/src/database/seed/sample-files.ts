import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { DataSource } from 'typeorm';
import type { Viewer } from '../../access/viewer.js';
import type { SystemCode } from '../../geo/systems.js';
import type { KindName } from '../../registry/field.js';
import { say } from '../../start-problem.js';
import type { ConcludeService } from '../../submissions/conclude.service.js';
import type { ReceiveService } from '../../submissions/receive.service.js';
import type { ReviewService } from '../../submissions/review.service.js';
import { row, rows, sql } from '../sql.js';
import { systemViewer, viewerNamed } from './accounts.js';
import { geoData, readJson, type Notice } from './geo.js';

interface SampleFile {
  file: string;
  kind: KindName;
  submittedBy: string;
  crs: SystemCode | null;
  recordedOn: string;
}

export interface Services {
  dataSource: DataSource;
  receive: ReceiveService;
  review: ReviewService;
  concluding: ConcludeService;
}

const morningOf = (day: string): string => `${day}T08:00:00+07:00`;

/** Sends, reviews and approves a draft the way people do; nothing reaches the register by another way. */
async function approve(services: Services, sender: Viewer, reviewer: Viewer, id: number, words: string, recordedOn: string): Promise<void> {
  const { dataSource, review, concluding } = services;
  await review.submit(sender, id, words, true);
  await review.claim(reviewer, id);
  await review.decide(reviewer, id, { items: 'all', verdict: 'approved' });
  await concluding.conclude(reviewer, id, words, morningOf(recordedOn));
  // What was there from the start is no news.
  await rows(dataSource, sql`delete from notices where submission_id = ${id}`);
}

const NOTICE_MONTH_BEGAN = '2020-12-01';

/** The six land sites of the notice: facts, not samples. */
export async function seedNoticeSites(services: Services): Promise<void> {
  const { dataSource, receive } = services;
  const notice = await readJson<Notice>('facts/notice-2020.json');
  if (await row(dataSource, sql`select 1 from submissions where source = ${notice.source.vi} and state = 'decided'`)) return;
  const system = await systemViewer(dataSource);
  const items = notice.postOfficeSites.map(({ communeCode: _, district: __, location, ...site }) => ({
    ...site,
    geometry: { type: 'Point', coordinates: location },
  }));
  const { id } = await receive.items(system, { kind: 'post-office-sites', onBehalfOf: 'vnpost', source: notice.source.vi }, items);
  await approve(services, system, system, id, notice.source.vi, NOTICE_MONTH_BEGAN);
}

/** Operators' sample files, each through the submission path, once. A start that was interrupted goes on where it stopped. */
export async function seedSampleFiles(services: Services): Promise<void> {
  const { dataSource, receive } = services;
  const manifest = await readJson<SampleFile[]>('sample/manifest.json');
  const inspector = await viewerNamed(dataSource, 'inspector');
  for (const { file, kind, submittedBy, crs, recordedOn } of manifest) {
    const fileName = basename(file);
    if (await row(dataSource, sql`select 1 from submissions where file_name = ${fileName} and sample and state = 'decided'`)) continue;
    say(`Đang nạp tệp mẫu ${fileName}…`, `Loading the sample file…`);
    await rows(dataSource, sql`delete from submissions where file_name = ${fileName} and sample and state <> 'decided'`);
    const sender = await viewerNamed(dataSource, submittedBy);
    const { id } = await receive.file(sender, { kind, ...(crs && { crs }) }, fileName, createReadStream(geoData(`sample/${file}`)));
    await approve(services, sender, inspector, id, 'Dữ liệu mẫu', recordedOn);
  }
}
