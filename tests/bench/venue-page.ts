import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { pino } from 'pino';
import { loadConfig } from '../../config/load.ts';
import { ManualClock } from '../../core/clock.ts';
import { instant, MILLISECOND } from '../../core/model/time.ts';
import { openConsole } from '../../server/compose.ts';
import { DeskInstruments } from '../../server/desk/instruments.ts';
import { listen } from '../../server/listen.ts';
import { projectRoot } from '../../server/paths.ts';
import type { Simulator } from '../../server/simulators/port.ts';
import { createProjectxSimulator } from '../../server/simulators/projectx/simulator.ts';
import type { BenchRow } from './row.ts';

const roots = ['ES', 'NQ', 'MES', 'MNQ'];
const start = instant(Date.UTC(2026, 10, 23, 15) * MILLISECOND);
const step = 250 * MILLISECOND;
const seconds = 8;

/** Messages of a market a second that a whole console takes in, with a page of it open, its simulator beside it in the same thread. */
export async function venuePageBench(): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-bench-'));
  const clock = new ManualClock(start);
  const config = await loadConfig(path.join(projectRoot, 'config'));
  const { traded, registry } = DeskInstruments.ofRoots(config.instruments, roots, start, config.calendars);
  const simulator = await createProjectxSimulator({ port: 0, instruments: traded, registry, seed: 'bench', clock });
  try {
    const { perSecond, delay, longest } = await withConsole(folder, simulator, clock);
    return [
      row(
        'market messages into the console, a page open',
        perSecond,
        'messages/s',
        'what is asked',
        20_000,
        '>= 20,000',
      ),
      row(
        'the same, how late the console turns to anything else, p99',
        delay,
        'ms',
        'the latest of all',
        longest,
        '< 50 ms',
      ),
    ];
  } finally {
    await simulator.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const row = (name: string, value: number, unit: string, peer: string, peerValue: number, aim: string): BenchRow => ({
  name,
  value,
  unit,
  peer,
  peerValue,
  ratio: value / peerValue,
  aim,
});

async function withConsole(folder: string, simulator: Simulator, clock: ManualClock) {
  const configFolder = path.join(folder, 'config');
  await cp(path.join(projectRoot, 'config'), configFolder, {
    recursive: true,
    filter: (file) => !file.endsWith('.ts'),
  });
  const { address } = simulator;
  const environments = {
    simulator: { rest: address, userHub: `${address}/hubs/user`, marketHub: `${address}/hubs/market` },
  };
  const venues = { projectx: { kind: 'projectx', instruments: roots, environments } };
  await writeFile(path.join(configFolder, 'venues.json'), JSON.stringify(venues));
  const console = await openConsole({
    dataFolder: path.join(folder, 'data'),
    configFolder,
    choice: { venue: { name: 'projectx' } },
    log: pino({ level: 'silent' }),
  });
  const listening = await listen(console.app, 0);
  const delays = monitorEventLoopDelay({ resolution: 5 });
  try {
    await console.start();
    await console.analytics.sources();
    await (await fetch(`${listening.address}/notebooks/operations.json`)).text();
    request(`${listening.address}/notebooks/operations/stream`, (stream) => stream.resume()).end();
    await pause(1_000);
    const messages = () =>
      (console.open.remote?.venue.health().streams ?? []).reduce((sum, stream) => sum + stream.messages, 0);
    const before = messages();
    const began = performance.now();
    delays.enable();
    while (performance.now() - began < seconds * 1_000) {
      clock.set(instant(clock.now() + step));
      simulator.exchange.advance();
      await turn();
    }
    delays.disable();
    const perSecond = ((messages() - before) / (performance.now() - began)) * 1_000;
    return { perSecond, delay: delays.percentile(99) / 1e6, longest: delays.max / 1e6 };
  } finally {
    await listening.close();
    await console.close();
  }
}
