import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package-lock.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder)
      throw new Error('Deskbook cannot find its own folder: package-lock.json is missing beside package.json.');
    folder = parent;
  }
  return folder;
}

/** The checkout, whether this runs from its sources or from `build/`. */
export const projectRoot = findRoot();

/** A file that the build made: `build/static/page.js`, `build/server/analytics-worker.js`. */
export const builtFile = (...parts: string[]): string => path.join(projectRoot, 'build', ...parts);
