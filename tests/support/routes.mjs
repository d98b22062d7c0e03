// Prints every route that Nest gives to Fastify, one "METHOD path" a line, from the built server without starting it: the API's own description may leave some out.
import { createApp } from '../../dist/api/app.setup.js';
import { readConfig } from '../../dist/api/config.js';
import { dataSourceFor } from '../../dist/api/database/data-source.js';

const app = await createApp(readConfig({}), dataSourceFor('postgres://nobody@127.0.0.1/none'));
app
  .getHttpAdapter()
  .getInstance()
  .addHook('onRoute', ({ method, url }) => method !== 'HEAD' && console.log(`${method} ${url}`));
await app.init();
process.exit();
