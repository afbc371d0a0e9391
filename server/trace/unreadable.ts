import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { spillFolder } from './spill-segments.ts';

/** What no version of the program could read fills no disk. */
const BYTES_AT_MOST = 100_000_000;

/** Keeps beside the spill what the database refuses for its own sake, a line each with the reason; false where there is no room for more. */
export function setAside(
  folder: string,
  refused: readonly { readonly reason: string; readonly entry: unknown }[],
): boolean {
  const into = spillFolder(folder);
  mkdirSync(into, { recursive: true });
  const file = openSync(path.join(into, 'unreadable.ndjson'), 'a');
  try {
    if (fstatSync(file).size > BYTES_AT_MOST) return false;
    writeSync(file, refused.map((line) => `${JSON.stringify(line)}\n`).join(''));
    fsyncSync(file);
    return true;
  } finally {
    closeSync(file);
  }
}
