import { readConfig } from './config.js';
import { startEmbedded } from './database/embedded.js';
import { requirePort } from './listening.js';
import { StartProblem } from './start-problem.js';

try {
  const config = readConfig(process.env);
  // Before all that takes a while: a wrong variable and a busy port are told at once.
  await requirePort(config);
  // The database opens in its own thread while this one reads the program.
  const embedded = startEmbedded(config);
  const { serve } = await import('./serve.js');
  await serve(config, embedded);
} catch (error) {
  console.error(error instanceof StartProblem ? error.message : error);
  process.exit(1);
}
