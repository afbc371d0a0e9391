import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { type Config, loadConfig } from '../../config/load.ts';
import { ManualClock } from '../../core/clock.ts';
import { ReplayClock } from '../../core/replay/clock.ts';
import { ReplayPlayer } from '../../core/replay/player.ts';
import { ReplayVenue } from '../../core/venue/replay/venue.ts';
import { openConsole } from '../../server/compose.ts';
import { listen } from '../../server/listen.ts';
import { projectRoot } from '../../server/paths.ts';
import { fileInput } from '../../server/recordings/input.ts';
import { keepRecording } from '../../server/recordings/open.ts';
import type { StoredRecording } from '../../server/recordings/recording.ts';
import { sourceOfBytes } from '../../server/recordings/source.ts';
import type { BenchRow } from './row.ts';
import { ticks } from './ticks.ts';
import { inTurns, timed } from './turns.ts';

const COUNT = 156_000;
/** Some forty trades a minute, as gold has by day. */
const APART = 3_100;
const ROUNDS = 3;

/** A recording at `max` through the whole console, its notebook closed and watched, against player and venue alone. */
export async function consoleReplayBench(): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-bench-'));
  const settings = await loadConfig(path.join(projectRoot, 'config'), {});
  const input = await fileInput(sourceOfBytes('gc_201312.csv', Buffer.from(ticks(COUNT, APART))), settings);
  const recording = await keepRecording(folder, input, settings);
  const times: { closed: number[]; watched: number[] } = { closed: [], watched: [] };
  try {
    const [alone = 0] = await inTurns(ROUNDS, [() => playAlone(recording, settings)]);
    for (let round = 0; round < ROUNDS; round++) {
      times.closed.push(await inConsole(folder, recording, false));
      times.watched.push(await inConsole(folder, recording, true));
    }
    const row = (name: string, took: readonly number[], aim: string): BenchRow => {
      const perSecond = (milliseconds: number) => recording.events.trades / (milliseconds / 1_000);
      const ours = [...took].sort((a, b) => a - b)[Math.floor(took.length / 2)] ?? Number.NaN;
      return {
        name,
        value: perSecond(ours),
        unit: 'events/s',
        peer: 'player and venue alone',
        peerValue: perSecond(alone),
        ratio: alone / ours,
        aim,
      };
    };
    return [
      row('replay at max in the whole console', times.closed, '>= 150,000'),
      row('the same with Market replay watched', times.watched, '>= 75,000'),
    ];
  } finally {
    recording.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function playAlone(recording: StoredRecording, { calendars }: Config): Promise<void> {
  const machine = new ManualClock(recording.from);
  const clock = new ReplayClock({ machine, from: recording.from, to: recording.to, speed: 'max' });
  const venue = new ReplayVenue({ recording, instruments: recording.contracts, clock, idPrefix: 'B', calendars });
  await venue.connect();
  const failed = (error: unknown) => {
    throw error;
  };
  const player = new ReplayPlayer({ recording, run: 'bench', venue, clock, machine, minute: async () => {}, failed });
  player.play();
  while (!player.ended) await player.step();
}

/** Milliseconds from play to the end of the recording. */
async function inConsole(dataFolder: string, { id }: StoredRecording, isWatched: boolean): Promise<number> {
  const choice = { replay: { recording: id, speed: 'max' as const, playing: false } };
  const console = await openConsole({ dataFolder, choice, log: pino({ level: 'silent' }) });
  const listening = await listen(console.app, 0);
  try {
    await console.start();
    await console.analytics.sources();
    if (isWatched) {
      await (await fetch(`${listening.address}/notebooks/market-replay.json`)).text();
      request(`${listening.address}/notebooks/market-replay/stream`, (stream) => stream.resume()).end();
      await pause(500);
    }
    const replay = console.open.replay;
    return await timed(async () => {
      replay?.play();
      while (replay?.state().ended === false) await pause(2);
    });
  } finally {
    await listening.close();
    await console.close();
  }
}
