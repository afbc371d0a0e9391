import { type FileHandle, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { type FileSettings, spotSourceName } from '../../../config/spots.ts';
import { fromMilliseconds } from '../../../core/model/time.ts';
import type { Spot } from '../../../core/spot/state.ts';
import { findPrice, NoPrice } from '../place.ts';
import { Poll } from '../poll.ts';
import type { MakeSource, Said } from '../source.ts';
import { statedSpot } from '../stated.ts';

const LARGEST = 8_000_000;
/** What a file must stand still before it is taken to be whole. */
const settleMilliseconds = 120;

interface Seen {
  readonly mtimeMs: number;
  readonly size: number;
  readonly ino: number;
}

/** A file of the settings, looked at every so often and read when it has changed and stands still. */
export const fileSource: MakeSource<FileSettings> = (settings, { priceStyle }, { machine }) => {
  const { path: file, everySeconds } = settings;
  const name = path.basename(file);
  let said: Said = {};
  let known = '';
  let changed = (): void => {};

  const say = (next: Said): void => {
    if (JSON.stringify(next) === JSON.stringify(said)) return;
    said = next;
    changed();
  };
  const keep = (problem: string): void => say({ ...(said.spot ? { spot: said.spot } : {}), problem });

  async function lookOnce(): Promise<void> {
    try {
      const seen = await stat(file);
      if (keyOf(seen) === known) return;
      await new Promise((resolve) => setTimeout(resolve, settleMilliseconds));
      const content = await readWhole(file, seen);
      if (content === undefined) return;
      known = keyOf(seen);
      say(statedSpot(findPrice(content, settings, priceStyle), fromMilliseconds(seen.mtimeMs), machine.now()));
    } catch (error) {
      if (!(error instanceof NoPrice)) known = '';
      keep(problemOf(name, error));
    }
  }

  const poll = new Poll(lookOnce, () => everySeconds * 1_000);

  return {
    name: spotSourceName(settings),
    about: name,
    clock: machine,
    kept: true,
    said: () => said,
    restore(spot: Spot) {
      said = { spot };
    },
    look: () => poll.look(),
    start(tell) {
      changed = tell;
      poll.start();
    },
    async stop() {
      changed = () => {};
      await poll.stop();
    },
  };
};

const keyOf = ({ mtimeMs, size, ino }: Seen): string => `${mtimeMs} ${size} ${ino}`;

/** The text of a file that is as it was seen before and after it was read; undefined while somebody writes. */
async function readWhole(file: string, seen: Seen): Promise<string | undefined> {
  if (seen.size > LARGEST)
    throw new NoPrice(`is larger than ${LARGEST / 1_000_000} MB; let its writer keep the newest rows only`);
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'r');
    const before = await handle.stat();
    if (!before.isFile()) throw new NoPrice('is no file');
    if (keyOf(before) !== keyOf(seen)) return undefined;
    const bytes = await handle.readFile();
    return keyOf(await handle.stat()) === keyOf(seen) && bytes.length === seen.size
      ? bytes.toString('utf8')
      : undefined;
  } finally {
    await handle?.close();
  }
}

function problemOf(name: string, error: unknown): string {
  if (error instanceof NoPrice) return `The file ${name} ${error.message.replace(/\.$/, '')}.`;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return `There is no file ${name}; config/spots.json names it.`;
  return `The file ${name} cannot be read (${code ?? String(error)}).`;
}
