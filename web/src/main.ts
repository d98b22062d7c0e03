// Small, so that it runs at once: what every page asks the server first is asked while the code of the page is still on its way.
import { askEarly } from './early';
import { prepareTiles } from './map/tiles/tile-loader';
import { firstStatusQuery, statusParameters, unitParameters } from './status/vintages';

// Most people come for the map.
const onMap = /^\/(map)?$/.test(window.location.pathname);

async function askFirst(): Promise<void> {
  const session = await askEarly('/session');
  const { user } = (await session.clone().json()) as { user: unknown };
  if (!user) return;
  void askEarly('/kinds');
  void askEarly('/organizations');
  const query = onMap ? firstStatusQuery(new URLSearchParams(window.location.search)) : null;
  if (!query) return;
  void askEarly('/units', unitParameters(query.vintage));
  void askEarly('/status', statusParameters(query));
}

/** Longer than this the code is not kept waiting for the first answer. */
const PATIENCE_MS = 150;

/** Running the code takes a while in which nothing can be sent: first the questions, then the code, which comes meanwhile. */
async function open(): Promise<void> {
  // What goes wrong is asked again by the page, which says so.
  const asked = askFirst().catch(() => {});
  await Promise.race([asked, new Promise((done) => setTimeout(done, PATIENCE_MS))]);
  const mapPage = onMap ? import('./map/map.page') : null;
  const { start } = await import('./start');
  await start(mapPage);
}

if (onMap) prepareTiles();
void open();
