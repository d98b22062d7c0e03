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

// The page asks again, and says what is wrong.
askFirst().catch(() => {});
if (onMap) prepareTiles();
const mapPage = onMap ? import('./map/map.page') : null;
void import('./start').then(({ start }) => start(mapPage));
