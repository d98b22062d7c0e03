import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Installs what the tests need beside Node.js, where that can be done without asking: on Debian (and its like) as root. */
export function addFromDebian({ postgis, chromium }) {
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return;
  console.log('Cài PostGIS, Chromium cho kiểm thử…  |  Installing PostGIS and Chromium for the tests…');
  apt('apt-get', ['update', '-qq']);
  const packages = [...(postgis ? postgisPackages() : []), ...(chromium ? ['chromium', 'fonts-dejavu-core'] : [])];
  // Signs of the letters with two marks (ế, ộ) are what the font is for.
  apt('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], 'inherit');
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
