import { readConfig } from './config.js';
import { StartProblem } from './start-problem.js';

try {
  const config = readConfig(process.env);
  // Only now, as it takes a while: a wrong variable is told at once.
  const { serve } = await import('./serve.js');
  await serve(config);
} catch (error) {
  console.error(error instanceof StartProblem ? error.message : error);
  process.exit(1);
}
