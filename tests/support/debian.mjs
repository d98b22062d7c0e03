import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium, findShell } from './chromium.mjs';
import { findPostgis } from './postgis.mjs';

/** Installs what the tests need beside Node.js, where that can be done without asking: on Debian (and its like) as root. */
export function addFromDebian() {
  const lacking = !findPostgis() || !findChromium();
  if (!lacking && findShell()) return;
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return;
  // For the quicker browser alone nothing is fetched but itself.
  if (lacking) apt('apt-get', ['update', '-qq']);
  const packages = [...(findPostgis() ? [] : postgisPackages()), ...(findShell() ? [] : chromiumPackages())];
  if (packages.length === 0) return;
  console.log(`Cài ${packages.join(', ')} cho kiểm thử…  |  Installing ${packages.join(', ')} for the tests…`);
  apt('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], 'inherit');
}

/** The one without a window where there is such a package, else the whole, unless it is here. */
function chromiumPackages() {
  const shell = apt('apt-cache', ['search', '--names-only', '^chromium-headless-shell$']).stdout?.trim();
  const chromium = shell ? ['chromium-headless-shell'] : findChromium() ? [] : ['chromium'];
  // Signs of the letters with two marks (ế, ộ) are what the font is for.
  return chromium.length > 0 ? [...chromium, 'fonts-dejavu-core'] : [];
}

/** Each Debian has one PostgreSQL of its own, other sources may add more: the newest. */
function postgisPackages() {
  const listed = apt('apt-cache', ['search', '--names-only', '^postgresql-[0-9]+-postgis-3$']).stdout ?? '';
  const names = listed.split('\n').map((line) => line.split(' ')[0]);
  return names.filter(Boolean).sort(byNumber).slice(-1);
}

function byNumber(a, b) {
  return a.localeCompare(b, 'en', { numeric: true });
}

function apt(command, args, stdout = 'pipe') {
  return spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', stdout, 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}
