// With `--import`: the embedded database of a server goes away, as if it had broken down, once the server has said that it is ready.
import { createRequire, syncBuiltinESMExports } from 'node:module';

const threads = createRequire(import.meta.url)('node:worker_threads');
let database;
threads.Worker = class extends threads.Worker {
  constructor(url, options) {
    super(url, options);
    if (String(url).includes('embedded-worker')) database = this;
  }
};
syncBuiltinESMExports();

const write = process.stdout.write.bind(process.stdout);
process.stdout.write = (text, ...more) => {
  if (String(text).includes('The registry is ready')) setTimeout(() => void database.terminate(), 500);
  return write(text, ...more);
};
