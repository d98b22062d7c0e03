import type { INestApplication } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Config } from '../../config.js';
import { say } from '../../start-problem.js';
import { ClaimsService } from '../../submissions/claims.service.js';
import { ConcludeService } from '../../submissions/conclude.service.js';
import { ReceiveService } from '../../submissions/receive.service.js';
import { ReviewService } from '../../submissions/review.service.js';
import { SumsService } from '../../sums/sums.service.js';
import { SAMPLE_PASSWORD, seedAdministrator, seedSampleAccounts } from './accounts.js';
import { seedBoundaries, seedIndicators, seedZones } from './geo.js';
import { seedOrganizations } from './organizations.js';
import { seedNoticeSites, seedSampleFiles } from './sample-files.js';

/** Brings an empty database to a usable one. Each part looks whether it is done, so an interrupted start is finished by the next. */
export async function seed(app: INestApplication, config: Config): Promise<void> {
  const dataSource = app.get(DataSource);
  const services = {
    dataSource,
    receive: app.get(ReceiveService),
    review: app.get(ReviewService),
    claims: app.get(ClaimsService),
    concluding: app.get(ConcludeService),
  };
  await seedOrganizations(dataSource);
  const loaded = await dataSource.transaction(seedBoundaries);
  await seedIndicators(dataSource, config.sampleData !== 'off');
  await seedNoticeSites(services);
  if (config.sampleData === 'off') return seedAdministrator(dataSource);
  await seedZones(dataSource);
  await seedSampleAccounts(dataSource);
  if (config.sampleData === 'on') await seedSampleFiles(services);
  if (loaded) await dataSource.query('analyze');
  await app.get(SumsService).count();
  say(
    `Tài khoản mẫu (mật khẩu "${SAMPLE_PASSWORD}"): viettel, vnpt, mobifone, vietnamobile, vnpost, inspector, officer.lapthach, planner, admin`,
    'Sample accounts',
  );
}
