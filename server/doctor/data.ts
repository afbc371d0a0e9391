import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import type { RunningConsole } from '../journal/data-folder.ts';
import { type Line, note, ok, problem, sizeText } from './line.ts';

const leastFree = 200_000_000;
const listed = 8;

/** Whether the data folder can be used, who has it, and what fills it. */
export function folderLines(folder: string, running: RunningConsole | undefined): Line[] {
  const above = nearestPresent(folder);
  const writable = canWrite(above);
  const todo = `Make ${above} writable for this user, or choose another folder with --data.`;
  if (!writable) return [problem('data', `${folder} cannot be written`, todo)];
  if (above !== folder) return [note('data', `${folder} is not there yet; the first start makes it`)];
  const who = running?.address ? `the console at ${running.address}` : 'a Deskbook without a page';
  return [
    ok('data', `${folder} can be written`),
    running ? ok('data', `in use by ${who} (process ${running.pid})`) : ok('data', 'nobody has it in use'),
    ok('data', sizesText(folder)),
  ];
}

function sizesText(folder: string): string {
  const sizes = readdirSync(folder).map((name) => ({ name, bytes: bytesOf(path.join(folder, name)) }));
  sizes.sort((a, b) => b.bytes - a.bytes);
  const all = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  const shown = sizes.filter(({ bytes }) => bytes > 0).slice(0, listed);
  return `${sizeText(all)} in all: ${shown.map(({ name, bytes }) => `${name} ${sizeText(bytes)}`).join(', ') || 'nothing'}`;
}

/** Files come and go under a console. */
function bytesOf(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return 0;
  if (!found.isDirectory()) return found.size;
  return readdirSync(file).reduce((sum, name) => sum + bytesOf(path.join(file, name)), 0);
}

/** Free space against what the record of the market may grow to. */
export async function diskLine(folder: string, recordBytes: number): Promise<Line> {
  const { bavail, bsize } = await statfs(nearestPresent(folder));
  const free = bavail * bsize;
  const text = `${sizeText(free)} free where the data folder is`;
  if (free < leastFree)
    return problem('disk', text, `Free at least ${sizeText(leastFree)}: without it orders are refused.`);
  if (free < recordBytes) {
    const todo = `Free some, or lower record.bytes in config/local.json.`;
    return note('disk', `${text}, less than the market record may take (${sizeText(recordBytes)})`, todo);
  }
  return ok('disk', text);
}

function nearestPresent(folder: string): string {
  const above = path.dirname(folder);
  return existsSync(folder) || above === folder ? folder : nearestPresent(above);
}

function canWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
