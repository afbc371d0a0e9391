import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { VenueProblem } from '../../../../core/venue/books.ts';
import type { Calls } from '../../../calls/port.ts';
import { jsonOf } from '../parse/envelope.ts';
import { JsonObjects } from './objects.ts';
import { type ListedRecord, listedRecord } from './record.ts';

/** Of all that a list has when it is no longer compressed. */
const MOST_CHARACTERS = 1_000_000_000;

export interface ListedFile {
  readonly address: string;
  /** Of the list, `YYYY-MM-DD`. */
  readonly day: string;
  readonly folder: string;
}

const nameOf = (address: string): string => new URL(address).pathname.split('/').at(-1)?.split('.')[0] ?? 'list';
const stemOf = ({ address }: ListedFile): string => `upstox-instruments-${nameOf(address)}-`;
const pathOf = (file: ListedFile): string => path.join(file.folder, `${stemOf(file)}${file.day}.json.gz`);

/** The list of a day, fetched once and kept for the day; the newest one there is where it cannot be fetched. Rejects where there is none. */
export async function fetchedFile(
  file: ListedFile,
  calls: Pick<Calls, 'call'>,
): Promise<{ path: string; late?: Error }> {
  const at = pathOf(file);
  if ((await stat(at).catch(() => undefined))?.isFile()) return { path: at };
  try {
    const { pathname } = new URL(file.address);
    const { text } = await calls.call({
      service: 'instruments',
      name: `instruments/${nameOf(file.address)}`,
      method: 'GET',
      path: pathname,
      repeat: 'safe',
      urgency: 'last',
      authorized: false,
      bytes: true,
      timeoutMilliseconds: 60_000,
    });
    await keep(file, Buffer.from(text, 'latin1'));
    return { path: at };
  } catch (error) {
    const [older] = (await keptOf(file)).sort().reverse();
    if (older === undefined) throw error;
    return { path: path.join(file.folder, older), late: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** Reads what the list has, record by record; one that makes no sense is left out. Gives how many were. Rejects with a `VenueProblem` for a damaged file, which is removed. */
export async function readFile(at: string, take: (record: ListedRecord) => void): Promise<number> {
  let unread = 0;
  let characters = 0;
  const objects = new JsonObjects((text) => {
    const read = listedRecord.safeParse(jsonOf(text));
    if (read.success) take(read.data);
    else unread += 1;
  });
  try {
    await pipeline(createReadStream(at), createGunzip(), async (pieces: AsyncIterable<Buffer>) => {
      const decoder = new TextDecoder();
      for await (const piece of pieces) {
        characters += piece.length;
        if (characters > MOST_CHARACTERS) throw new RangeError('it is too long');
        objects.push(decoder.decode(piece, { stream: true }));
      }
    });
    if (!objects.isWhole) throw new RangeError('it ends in the middle');
  } catch (error) {
    await rm(at, { force: true });
    const why = error instanceof Error ? error.message : String(error);
    throw new VenueProblem(
      `The list of instruments of Upstox cannot be read: ${why}. It is fetched again when it is needed.`,
    );
  }
  return unread;
}

async function keep(file: ListedFile, bytes: Buffer): Promise<void> {
  const at = pathOf(file);
  await mkdir(file.folder, { recursive: true });
  await writeFile(`${at}.part`, bytes);
  await rename(`${at}.part`, at);
  const old = (await keptOf(file)).filter((name) => name !== path.basename(at));
  await Promise.all(old.map((name) => rm(path.join(file.folder, name), { force: true })));
}

async function keptOf(file: ListedFile): Promise<string[]> {
  const names = await readdir(file.folder).catch(() => []);
  return names.filter((name) => name.startsWith(stemOf(file)) && name.endsWith('.json.gz'));
}
