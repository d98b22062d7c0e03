import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Compares dotted version numbers, three places. */
export function nodeIsAtLeast(version, wanted) {
  const [have, need] = [version, wanted].map((text) => text.split('.').map((part) => parseInt(part, 10)));
  for (let place = 0; place < 3; place++) {
    const difference = (have[place] || 0) - (need[place] || 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/**
 * Whether node_modules holds what the lock file asks for. `installed` is npm's own note of what it put there. Contents, not times:
 * a fresh checkout gives every file the time of now. Optional packages may be missing, they are for other platforms.
 */
export function lockIsInstalled(lock, installed) {
  if (!installed) return false;
  return Object.entries(lock.packages)
    .filter(([path]) => path !== '')
    .every(([path, wanted]) => {
      const present = installed.packages[path];
      return present ? present.version === wanted.version && present.integrity === wanted.integrity : Boolean(wanted.optional);
    });
}

/** A hash over the names and contents of all files in the given files and folders. */
export function fingerprint(root, paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesIn(root, path))) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesIn(root, path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full)
    .filter((name) => name !== 'node_modules')
    .sort()
    .flatMap((name) => filesIn(root, `${path}/${name}`));
}
