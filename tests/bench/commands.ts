import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { commands } from '../../server/cli/main.ts';
import { execute, program } from '../../server/cli/program.ts';
import { processSeat } from '../../server/cli/seat.ts';
import { projectRoot } from '../../server/paths.ts';
import { addressOf } from './cold-start.ts';
import type { BenchRow } from './row.ts';
import { quantile, timed } from './turns.ts';

const ROUNDS = 60;
const WARM_UP = 5;
/** The gateway takes 200 calls a minute, and an order of ours is three: more rounds would measure its limit. */
const ORDER_ROUNDS = 12;
const PEER = 'a bot at TopStepX, as it states';

interface Place {
  readonly data: string;
  readonly config: string;
}

/** What a command is called, what is typed, and what the bot states for the like: milliseconds. */
type Reading = readonly [name: string, args: readonly string[], stated: number];

/** Where it states nothing for one verb it states an average over all. */
const AVERAGE = 485.12;

const readings: readonly Reading[] = [
  ['quote', ['quote', 'ES'], 42.8],
  ['depth', ['depth', 'ES'], 2250.09],
  ['positions', ['positions'], AVERAGE],
  ['orders', ['orders'], AVERAGE],
  ['accounts', ['accounts'], 42],
  ['account', ['account', '10001'], 0.34],
  ['risk', ['risk'], AVERAGE],
  ['trades', ['trades'], AVERAGE],
  ['contracts', ['contracts', 'ES'], 146.33],
  ['history 5m, 10 bars', ['history', 'ES', '5m', '--count', '10'], 937.4],
];

/** Answers of the bot to orders: 100 to 150 ms, changes 30 to 50, cancels 20 to 30. */
const stated = { limit: 125, modify: 40, cancel: 25 };

const ended = (child: ChildProcess): Promise<unknown> => {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  return gone;
};

async function launch(args: readonly string[]): Promise<{ child: ChildProcess; address: string }> {
  const launcher = path.join(projectRoot, 'scripts', 'deskbook.mjs');
  const child = spawn(process.execPath, [launcher, ...args], { cwd: projectRoot, stdio: ['ignore', 'pipe', 'ignore'] });
  return { child, address: await addressOf(child) };
}

/** What a command prints, and how long it took from its words to its last one. */
async function command({ data, config }: Place, args: readonly string[]): Promise<{ took: number; said: string }> {
  const write = process.stdout.write;
  let said = '';
  process.stdout.write = (text: string | Uint8Array): boolean => {
    said += String(text);
    return true;
  };
  try {
    const words = [
      ...args,
      '--data',
      data,
      ...(args.includes('--yes') || /^(quote|depth)$/.test(args[0] ?? '') ? [] : ['--config', config]),
    ];
    const took = await timed(() => execute(words, program(commands, processSeat)));
    if (process.exitCode) throw new Error(`deskbook ${args.join(' ')} failed: ${said}`);
    return { took, said };
  } finally {
    process.stdout.write = write;
  }
}

const row = (market: string, name: string, times: readonly number[], peerValue: number): BenchRow => ({
  name: `${name}, ${market}, p50 (p99 ${quantile(times, 0.99).toFixed(1)} ms)`,
  value: quantile(times, 0.5),
  unit: 'ms',
  peer: PEER,
  peerValue,
  ratio: peerValue / quantile(times, 0.5),
  aim: '',
});

async function read(market: string, place: Place): Promise<readonly BenchRow[]> {
  const times = readings.map((): number[] => []);
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [index, [, args]] of readings.entries()) {
      const { took } = await command(place, args);
      if (round >= 0) times[index]?.push(took);
    }
  }
  return readings.map(([name, , peer], index) => row(market, name, times[index] ?? [], peer));
}

/** A limit far below the market is placed, moved and canceled; each until the venue has said so. */
async function order(market: string, place: Place): Promise<readonly BenchRow[]> {
  const { said } = await command(place, ['quote', 'ES', '--json']);
  const last = Number(/"last": ([\d.]+)/.exec(said)?.[1]);
  if (!(last > 0)) throw new Error(`ES has no price: ${said}`);
  const at = (points: number): string => (Math.round(last) - points).toFixed(2);
  const act = ['--account', '10001', '--yes'];
  const times = { limit: [] as number[], modify: [] as number[], cancel: [] as number[] };
  for (let round = -2; round < ORDER_ROUNDS; round++) {
    const placed = await command(place, ['limit', 'ES', 'buy', '1', at(90), ...act]);
    const id = /^(\S+) works/.exec(placed.said)?.[1] ?? '';
    const moved = await command(place, ['modify', id, at(95), ...act]);
    const canceled = await command(place, ['cancel', id, ...act]);
    if (round < 0) continue;
    times.limit.push(placed.took);
    times.modify.push(moved.took);
    times.cancel.push(canceled.took);
  }
  return [
    row(market, 'limit until it works', times.limit, stated.limit),
    row(market, 'modify until it has changed', times.modify, stated.modify),
    row(market, 'cancel until it is gone', times.cancel, stated.cancel),
  ];
}

async function placeWith(settings: object): Promise<Place & { readonly folder: string }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-bench-'));
  const config = path.join(folder, 'config');
  await cp(path.join(projectRoot, 'config'), config, { recursive: true });
  await writeFile(path.join(config, 'local.json'), JSON.stringify(settings));
  return { folder, config, data: path.join(folder, 'data') };
}

async function measured(market: string, settings: object, venue: readonly string[]): Promise<readonly BenchRow[]> {
  const place = await placeWith(settings);
  const { child, address } = await launch([
    ...['start', '--no-open', '--port', '0', '--data', place.data, '--config', place.config],
    ...venue,
  ]);
  try {
    await ready(address);
    await priced(place);
    if (market === 'paper') await command(place, ['trade', 'ES', 'buy', '1', '--account', '10001', '--yes']);
    // by then what a start begins is done
    const readings = await read(market, place);
    const orders = await order(market, place);
    return [...orders, ...readings, await bare(market, address)];
  } finally {
    await ended(child);
    await rm(place.folder, { recursive: true, force: true });
  }
}

/** What a request costs at this moment on this machine, without anything of ours around it. */
async function bare(market: string, address: string): Promise<BenchRow> {
  const times: number[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const took = await timed(async () => (await fetch(`${address}/api/health`)).json());
    if (round >= 0) times.push(took);
  }
  return row(market, 'a bare request', times, AVERAGE);
}

async function ready(address: string): Promise<void> {
  for (let look = 0; look < 600; look++) {
    const answer = await fetch(`${address}/api/health`).catch(() => undefined);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The console was not ready within a minute.');
}

async function priced(place: Place): Promise<void> {
  for (let look = 0; look < 300; look++) {
    const { said } = await command(place, ['quote', 'ES', '--json']);
    if (/"last": [\d.]/.test(said)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('ES had no price within half a minute.');
}

/** From the words of a command to its last line, with a console in another process; beside what another program states for the like. */
export async function commandsBench(): Promise<readonly BenchRow[]> {
  const demo = { enabled: false };
  const paper = await measured('paper', { demo }, []);
  const simulator = await launch(['sim', 'projectx', '--port', '0', '--instruments', 'ES']);
  try {
    const rest = simulator.address;
    const environments = {
      simulator: { rest, userHub: `${rest}/hubs/user`, marketHub: `${rest}/hubs/market` },
    };
    const projectx = { kind: 'projectx', environment: 'simulator', instruments: ['ES'], environments };
    return [...paper, ...(await measured('projectx', { demo, venues: { projectx } }, ['--venue', 'projectx']))];
  } finally {
    await ended(simulator.child);
  }
}
