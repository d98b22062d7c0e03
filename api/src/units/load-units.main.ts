import { readConfig } from '../config.js';
import { openDatabase } from '../database/open.js';
import { say, StartProblem } from '../start-problem.js';
import { loadUnits } from './load-units.js';

/** `npm run units:load <file>`: an authority loads its own official boundaries. */
try {
  const path = process.argv[2];
  if (!path) throw new StartProblem('Nêu tên tệp: npm run units:load <tệp.geojson>', 'Name a file: npm run units:load <file.geojson>');
  const { dataSource, close } = await openDatabase(readConfig(process.env));
  try {
    const count = await dataSource.transaction((manager) => loadUnits(manager, path));
    say(`Đã nạp ${count} đơn vị hành chính.`, `Loaded ${count} administrative units.`);
  } finally {
    await close();
  }
} catch (error) {
  console.error(error instanceof StartProblem ? error.message : error);
  process.exit(1);
}
