import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { loadConfig } from '../../config/load.ts';
import { SECOND } from '../../core/model/time.ts';
import { projectRoot } from '../../server/paths.ts';
import { fileInput } from '../../server/recordings/input.ts';
import { keepRecording } from '../../server/recordings/open.ts';
import { sourceOfBytes } from '../../server/recordings/source.ts';
import type { BenchRow } from './row.ts';
import { ticks } from './ticks.ts';
import { inTurns } from './turns.ts';

const COUNT = 300_000;
const ROUNDS = 5;

function splitLines(file: Buffer): void {
  let sum = 0;
  for (const line of file.toString('utf8').split('\n')) {
    const [at, price, quantity] = line.split(',');
    if (quantity !== undefined && at !== 'ts_ms_utc') sum += Number(at) + Number(price) * Number(quantity);
  }
  if (!Number.isFinite(sum)) throw new Error('The lines are no numbers.');
}

/** Lines a second into a recording; events a second out of a recording, against the rows of its table without an event made of them. */
export async function recordingsBench(): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-bench-'));
  const settings = await loadConfig(path.join(projectRoot, 'config'), {});
  const file = Buffer.from(ticks(COUNT, 40));
  const source = sourceOfBytes('gc_201312.csv', file);
  const [reading = 0, splitting = 0] = await inTurns(2, [
    async () => {
      const again = await mkdtemp(path.join(folder, 'read-'));
      (await keepRecording(again, await fileInput(source, settings), settings)).close();
    },
    () => splitLines(file),
  ]);
  const recording = await keepRecording(folder, await fileInput(source, settings), settings);
  const database = new Sqlite(recording.file, { readonly: true });
  const rows = database.prepare('SELECT * FROM trades ORDER BY seq').raw();
  try {
    let [seen, looked] = [0, 0];
    const [ours = 0, raw = 0] = await inTurns(ROUNDS, [
      () => {
        for (const event of recording.play()) seen += event.tsEvent % SECOND;
      },
      () => {
        for (const row of rows.iterate()) looked += (row as readonly number[])[0] ?? 0;
      },
    ]);
    if (seen + looked === 0) throw new Error('Nothing was read.');
    const perSecond = (milliseconds: number) => COUNT / (milliseconds / 1_000);
    return [
      {
        name: 'a file of trades into a recording',
        value: perSecond(reading),
        unit: 'lines/s',
        peer: 'its lines split and their numbers read',
        peerValue: perSecond(splitting),
        ratio: splitting / reading,
        aim: '',
      },
      {
        name: 'trades out of a recording',
        value: perSecond(ours),
        unit: 'events/s',
        peer: 'the rows of its table, one by one',
        peerValue: perSecond(raw),
        ratio: raw / ours,
        aim: '>= 500,000',
      },
    ];
  } finally {
    database.close();
    recording.close();
    await rm(folder, { recursive: true, force: true });
  }
}
