// `npm run dev`: the API is compiled and restarted, the web reloads, whenever a file is saved.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, ensureBuilt, ensureInstalled, requireNode } from './prepare.mjs';
import { say } from './say.mjs';

requireNode();
ensureInstalled();
ensureBuilt();
say('Web tại http://localhost:5173, API tại http://localhost:3000; sửa tệp là chạy lại.', 'Saving a file rebuilds and restarts.');

const swc = ['src', '-d', '../dist/api', '--strip-leading-paths', '--copy-files', '--config-file', '../.swcrc', '--watch', '--quiet'];
const children = [
  run('api', join(ROOT, 'node_modules/@swc/cli/bin/swc.js'), ...swc),
  run('.', '--watch', '--watch-preserve-output', '--enable-source-maps', 'dist/api/main.js'),
  run('.', 'node_modules/vite/bin/vite.js', '--config', 'web/vite.config.ts'),
];

function run(folder, ...args) {
  return spawn(process.execPath, args, { cwd: join(ROOT, folder), stdio: 'inherit' }).on('exit', stop);
}

function stop() {
  for (const child of children) child.kill();
}

// Ctrl-C reaches the children by itself; this process only has to outlive them.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', stop);
