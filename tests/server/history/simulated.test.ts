import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { aggregate } from '../../../core/bars/aggregate.ts';
import { parseFrame } from '../../../core/bars/frame.ts';
import { BarGrid } from '../../../core/bars/grid.ts';
import { minuteOf } from '../../../core/calendar/session.ts';
import { type Clock, machineClock } from '../../../core/clock.ts';
import { instant } from '../../../core/model/time.ts';
import { DeskInstruments } from '../../../server/desk/instruments.ts';
import { openHistory } from '../../../server/history/history.ts';
import { SqliteRecorder } from '../../../server/journal/recorder.ts';
import { projectRoot } from '../../../server/paths.ts';
import { createKiteSimulator } from '../../../server/simulators/kite/simulator.ts';
import type { Simulator, SimulatorOptions } from '../../../server/simulators/port.ts';
import { createProjectxSimulator } from '../../../server/simulators/projectx/simulator.ts';
import { createUpstoxSimulator } from '../../../server/simulators/upstox/simulator.ts';
import { tracer } from '../../../server/trace/tracer.ts';
import { venueInstruments } from '../../../server/venues/instruments.ts';
import { kiteVenue } from '../../../server/venues/kite/index.ts';
import type { VenueKind } from '../../../server/venues/port.ts';
import { projectxVenue } from '../../../server/venues/projectx/index.ts';
import { upstoxVenue } from '../../../server/venues/upstox/index.ts';
import { at } from './opened.ts';

interface Case {
  readonly name: string;
  readonly kind: VenueKind;
  readonly root: string;
  /** When its exchange is open. */
  readonly now: string;
  /** Calls of bars that the venue's client counts. */
  readonly service: string;
  simulate(options: SimulatorOptions): Promise<Simulator>;
  settings(address: string): unknown;
}

const cases: readonly Case[] = [
  {
    name: 'ProjectX',
    kind: projectxVenue,
    root: 'ES',
    now: '2026-11-19T18:00:30Z',
    service: 'history',
    simulate: createProjectxSimulator,
    settings: (address) => ({ rest: address, userHub: `${address}/hubs/user`, marketHub: `${address}/hubs/market` }),
  },
  {
    name: 'Kite',
    kind: kiteVenue,
    root: 'INFY',
    now: '2026-11-19T06:30:30Z',
    service: 'history',
    simulate: createKiteSimulator,
    settings: (address) => ({
      rest: address,
      ticker: address.replace('http', 'ws'),
      login: `${address}/connect/login`,
    }),
  },
  {
    name: 'Upstox',
    kind: upstoxVenue,
    root: 'INFY',
    now: '2026-11-19T06:30:30Z',
    service: 'history',
    simulate: createUpstoxSimulator,
    settings: (address) => ({
      rest: address,
      orders: address,
      instruments: [`${address}/market-quote/instruments/exchange/NSE.json.gz`],
    }),
  },
];

const ended: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

async function open({ kind, root, now, service, simulate, settings }: Case) {
  const config = await loadConfig(path.join(projectRoot, 'config'));
  const { calendars } = config;
  const folder = mkdtempSync(path.join(tmpdir(), 'deskbook-history-'));
  ended.push(() => rmSync(folder, { recursive: true, force: true }));
  const before = machineClock.now();
  const clock: Clock = { now: () => instant(at(now) + machineClock.now() - before) };
  const instruments = DeskInstruments.ofRoots(config.instruments, [root], clock.now(), calendars);
  const { traded, registry } = instruments;
  const simulator = await simulate({ port: 0, instruments: traded, registry, seed: 'history', clock });
  ended.push(() => simulator.close());
  const venue = kind.open({
    name: kind.name,
    environment: 'simulator',
    settings: kind.settings.parse(settings(simulator.address)),
    credentials: Object.fromEntries(
      kind.credentials.map((name) => [name, /secret|apiKey/i.test(name) ? 'simulator-secret' : 'simulator']),
    ),
    instruments: venueInstruments(instruments, kind.symbology),
    tag: 'history',
    folder,
    clock,
    random: Math.random,
    tracer,
    log: { error: () => {}, warn: () => {}, info: () => {} },
  });
  ended.push(() => venue.disconnect());
  await venue.connect();
  const key = { environment: 'simulator', run: 'main' };
  const recorder = new SqliteRecorder(path.join(folder, 'market.sqlite'), key, {
    machine: clock,
    tradeDateOf: instruments.tradeDateOf,
    onError: (error) => {
      throw error;
    },
  });
  ended.push(() => recorder.close());
  const history = openHistory({
    desk: { clock, environment: 'simulator', forming: () => undefined, lateTrades: () => 0 },
    recorder,
    venue,
    calendars,
    groups: config.productGroups,
    always: false,
  });
  const [instrument] = traded;
  if (instrument === undefined) throw new Error(`${root} has no contract.`);
  const gridOf = (frame: string) =>
    new BarGrid(parseFrame(frame), calendars[instrument.session], { product: config.productGroups.get(root) });
  return {
    clock,
    simulator,
    instrument: instrument.id,
    gridOf,
    bars: (frame: string, count: number) => history.bars({ instrument, frame: parseFrame(frame), count }),
    calls: () => venue.health().services.find(({ name }) => name === service)?.calls ?? 0,
  };
}

it.each(cases)(
  'gives the bars of $name as its exchange traded them, and asks for them once',
  async (each) => {
    const { bars, calls, clock, gridOf, instrument, simulator } = await open(each);
    const until = minuteOf(clock.now());
    const frames = [
      ['5m', 100],
      ['1h', 12],
      ['4h', 6],
      ['1d', 5],
      // at CME more than one answer holds in minutes: the older dates are made of hours
      ['1d', 25],
      ['1w', 4],
    ] as const;
    for (const [frame, count] of frames) {
      const told = (await bars(frame, count)).bars.filter(({ partial }) => !partial);
      const grid = gridOf(frame);
      const { from } = grid.spanOf(told[0]!.tsStart);
      const expected = aggregate(simulator.exchange.bars(instrument, from, until), grid, until);
      expect(told.length).toBeGreaterThanOrEqual(count - 1);
      expect(told).toEqual(expected.filter(({ partial }) => !partial).slice(-told.length));
    }
    const asked = calls();
    await Promise.all([bars('15m', 100), bars('1h', 12), bars('1d', 25)]);
    // the newest minutes, if one has ended meanwhile
    expect(calls() - asked).toBeLessThanOrEqual(1);
  },
  60_000,
);

it.each(cases)(
  'answers from what it has of $name while that is down, and says so',
  async (each) => {
    const { bars, simulator } = await open(each);
    const before = await bars('1h', 12);
    simulator.setFaults({ seed: 'down', rules: [{ fault: { kind: 'status', status: 503 }, share: 1 }] });
    const after = await bars('1h', 200);
    // whole trade dates were asked for, so there is somewhat more than before
    expect(after.bars.length).toBeLessThan(200);
    expect(after.bars.slice(-12, -1)).toEqual(before.bars.slice(0, -1));
    expect(after.gaps.length).toBeGreaterThan(0);
    expect(after.notes).toEqual([
      expect.stringMatching(/^\w+ could not be asked: .+ What is kept ends (now|\d+ (s|min)) ago\.$/),
    ]);
  },
  60_000,
);
