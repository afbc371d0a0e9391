import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A file of the folder that `DESKBOOK_SHARED` names, or undefined where it is absent. */
export function sharedText(name: string): string | undefined {
  const shared = process.env.DESKBOOK_SHARED;
  const file = shared ? path.join(shared, name) : '';
  return file && existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** A file of expected values from outside, or undefined where the shared folder is absent. */
export function oracle<T>(name: string): T | undefined {
  const text = sharedText(path.join('oracles', name));
  return text === undefined ? undefined : (JSON.parse(text) as T);
}
