// `npm start`: on a fresh machine with Node.js and nothing else. Its option gives room to what lives for a moment only, as all that is read from a file does.
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { ROOT, ensureBuilt, ensureInstalled, requireNode } from './prepare.mjs';

requireNode();
ensureInstalled();
ensureBuilt();
process.setSourceMapsEnabled(true);
// In this very process, so that Ctrl-C and the exit code need no passing on.
await import(pathToFileURL(join(ROOT, 'dist/api/main.js')).href);
