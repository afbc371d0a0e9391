import { stat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { machineClock } from '../../core/clock.ts';
import { toMilliseconds } from '../../core/model/time.ts';
import { ImportRefused } from './broken.ts';

/** How the size of a file is watched; milliseconds. */
export interface Watching {
  size(): Promise<number>;
  pause(milliseconds: number): Promise<unknown>;
}

const between = 1_000;
const patience = 10_000;

/** Resolves once two looks, a second apart, find the same size; rejects with `ImportRefused` when ten seconds did not bring that about. */
export async function complete(name: string, { size, pause }: Watching): Promise<void> {
  let before = await size();
  for (let waited = 0; waited < patience; waited += between) {
    await pause(between);
    const now = await size();
    if (now === before) return;
    before = now;
  }
  throw new ImportRefused(`${name} is still growing: import it once whatever writes it has ended.`);
}

/** The same of a file on disk; one that nobody wrote to for ten seconds has been looked at long enough. */
export async function completeFile(file: string): Promise<void> {
  const { mtimeMs } = await stat(file);
  if (toMilliseconds(machineClock.now()) - mtimeMs > patience) return;
  await complete(file, { size: async () => (await stat(file)).size, pause: (milliseconds) => wait(milliseconds) });
}
