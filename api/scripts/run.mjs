// `node api/scripts/run.mjs <file of dist/api> …`: a command of the built server, built first if need be.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, ensureBuilt, ensureInstalled, requireNode } from './prepare.mjs';

requireNode();
ensureInstalled();
ensureBuilt();
const [file] = process.argv.splice(2, 1);
await import(pathToFileURL(join(ROOT, 'dist/api', file)).href);
