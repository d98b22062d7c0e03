import { readConfig } from '../config.js';
import { say, StartProblem } from '../start-problem.js';
import { openDatabase } from './open.js';

/** `npm run db:migrate`: opening the database brings it up to date. */
try {
  const { close } = await openDatabase(readConfig(process.env));
  await close();
  say('Cấu trúc cơ sở dữ liệu đã đúng phiên bản.', 'The database structure is up to date.');
} catch (error) {
  console.error(error instanceof StartProblem ? error.message : error);
  process.exit(1);
}
