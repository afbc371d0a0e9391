import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadConfig } from '../../config/load.ts';
import { aggregate } from '../../core/bars/aggregate.ts';
import { parseFrame } from '../../core/bars/frame.ts';
import { BarGrid } from '../../core/bars/grid.ts';
import { BarStream, type Tick } from '../../core/bars/stream.ts';
import { calendarsByRule } from '../../core/calendar/calendar.ts';
import { type Clock, machineClock } from '../../core/clock.ts';
import type { Bar } from '../../core/model/market.ts';
import type { Price } from '../../core/model/price.ts';
import type { Quantity } from '../../core/model/quantity.ts';
import { fromMilliseconds, type Instant, instant, MINUTE, SECOND } from '../../core/model/time.ts';
import { Random } from '../../core/random.ts';
import { createTracer } from '../../core/trace/tracer.ts';
import { DeskInstruments } from '../../server/desk/instruments.ts';
import { openHistory } from '../../server/history/history.ts';
import { SqliteRecorder } from '../../server/journal/recorder.ts';
import { projectRoot } from '../../server/paths.ts';
import { createProjectxSimulator } from '../../server/simulators/projectx/simulator.ts';
import { nodePlatform } from '../../server/trace/platform.ts';
import { venueInstruments } from '../../server/venues/instruments.ts';
import { ProjectxVenue } from '../../server/venues/projectx/venue.ts';
import type { BenchRow } from './row.ts';
import { inTurns, quantile, timed } from './turns.ts';

const ROUNDS = 30;
const THURSDAY = fromMilliseconds(Date.parse('2026-11-19T18:00:30Z'));
const log = { info() {}, warn() {}, error() {} };

/** Three days and a half of minutes. */
function someMinutes(): readonly Bar[] {
  const random = new Random(7);
  return Array.from({ length: 3_000 }, (_, index): Bar => {
    const [open, close, more] = [random.integer(1, 90), random.integer(1, 90), random.integer(0, 9)];
    return {
      instrument: 'ESZ6',
      tsStart: (THURSDAY - 30 * SECOND - (3_000 - index) * MINUTE) as Instant,
      open: open as Price,
      high: (Math.max(open, close) + more) as Price,
      low: (Math.min(open, close) - more) as Price,
      close: close as Price,
      volume: random.integer(1, 500) as Quantity,
    };
  });
}

/** What is left where nobody knows of sessions: whole units of UTC. */
function bareLoop(bars: readonly Bar[], length: number): Bar[] {
  const made: Bar[] = [];
  let start = Number.NaN;
  let [open, high, low, close, volume] = [0, 0, 0, 0, 0];
  const put = (instrument: string) =>
    made.push({ instrument, tsStart: start, open, high, low, close, volume } as unknown as Bar);
  for (const bar of bars) {
    const at = Math.floor(bar.tsStart / length) * length;
    if (at !== start) {
      if (!Number.isNaN(start)) put(bar.instrument);
      start = at;
      [open, high, low, close, volume] = [bar.open, bar.high, bar.low, bar.close, bar.volume];
      continue;
    }
    if (bar.high > high) high = bar.high;
    if (bar.low < low) low = bar.low;
    close = bar.close;
    volume += bar.volume;
  }
  if (!Number.isNaN(start)) put(bars[0]!.instrument);
  return made;
}

async function aggregation(): Promise<readonly BenchRow[]> {
  const minutes = someMinutes();
  const conversions: [frames: readonly string[], stated: string, most: string][] = [
    [['5m'], '500 ms', '< 20 ms'],
    [['15m', '1h', '4h', '1d'], '200 ms each', '< 20 ms'],
  ];
  const rows: BenchRow[] = [];
  for (const [frames, stated, aim] of conversions) {
    const lengths = frames.map(
      (frame) =>
        (frame === '1d' ? 1_440 : frame.endsWith('h') ? 60 * Number(frame[0]) : Number.parseInt(frame, 10)) * MINUTE,
    );
    const [value = 0, peerValue = 0] = await inTurns(ROUNDS * 10, [
      () => {
        for (const frame of frames) aggregate(minutes, new BarGrid(parseFrame(frame), calendarsByRule.cme), THURSDAY);
      },
      () => {
        for (const length of lengths) bareLoop(minutes, length);
      },
    ]);
    rows.push({
      name: `3,000 minutes as ${frames.join(', ')} (stated ${stated})`,
      value,
      unit: 'ms',
      peer: 'a loop over whole units of UTC',
      peerValue,
      ratio: value / peerValue,
      aim,
    });
  }
  return rows;
}

async function streaming(): Promise<BenchRow> {
  const random = new Random(7);
  const count = 1_000_000;
  const ticks = Array.from(
    { length: count },
    (_, index): Tick => ({
      price: random.integer(1, 90) as Price,
      quantity: 1 as Quantity,
      tsEvent: (THURSDAY + index * 20_000) as Instant,
    }),
  );
  let volume = 0;
  const [value = 0, peerValue = 0] = await inTurns(5, [
    () => {
      const stream = new BarStream('ESZ6', new BarGrid(parseFrame('1m'), calendarsByRule.cme));
      for (const tick of ticks) stream.add(tick);
    },
    () => {
      for (const { quantity } of ticks) volume += quantity;
    },
  ]);
  if (volume === 0) throw new Error('The peer added nothing.');
  const [ours, peer] = [value, peerValue].map((milliseconds) => (milliseconds * 1e6) / count) as [number, number];
  return {
    name: 'a tick into its bar',
    value: ours,
    unit: 'ns',
    peer: 'a loop that adds',
    peerValue: peer,
    ratio: ours / peer,
    aim: '< 1,000 ns',
  };
}

/** History of a simulated gateway: from the venue, from disk, from memory, each beside what it is made of. */
async function tiers(): Promise<readonly BenchRow[]> {
  const config = await loadConfig(path.join(projectRoot, 'config'));
  const { calendars } = config;
  const before = machineClock.now();
  const clock: Clock = { now: () => instant(THURSDAY + machineClock.now() - before) };
  const instruments = DeskInstruments.ofRoots(config.instruments, ['ES'], THURSDAY, calendars);
  const [instrument] = instruments.traded;
  if (instrument === undefined) throw new Error('There is no ES.');
  const simulator = await createProjectxSimulator({
    port: 0,
    instruments: instruments.traded,
    registry: instruments.registry,
    seed: 'bench',
    clock,
  });
  const { address } = simulator;
  const folder = mkdtempSync(path.join(tmpdir(), 'deskbook-bars-'));
  const venue = new ProjectxVenue({
    name: 'projectx',
    environment: 'simulator',
    settings: { rest: address, userHub: `${address}/hubs/user`, marketHub: `${address}/hubs/market`, liveData: false },
    credentials: { userName: 'simulator', apiKey: 'simulator-secret' },
    instruments: venueInstruments(instruments, 'projectx'),
    tag: 'dbbench',
    folder,
    clock,
    random: Math.random,
    tracer: createTracer(nodePlatform(), { put() {} }),
    log,
  });
  let files = 0;
  const recorder = () =>
    new SqliteRecorder(
      path.join(folder, `market-${++files}.sqlite`),
      { environment: 'bench', run: 'main' },
      {
        machine: clock,
        tradeDateOf: instruments.tradeDateOf,
        onError: (error) => {
          throw error;
        },
      },
    );
  const historyOf = (record: SqliteRecorder) =>
    openHistory({
      desk: { clock, environment: 'bench', forming: () => undefined, lateTrades: () => 0 },
      recorder: record,
      venue,
      calendars,
      groups: config.productGroups,
      always: false,
    });
  const request = { instrument, frame: parseFrame('5m'), count: 300 };
  const times = { cold: [] as number[], bare: [] as number[], disk: [] as number[], rows: [] as number[] };
  try {
    await venue.connect();
    const from = (await historyOf(recorder()).bars(request)).bars[0]!.tsStart;
    const { start } = calendars.cme.bounds(calendars.cme.tradeDateOf(from));
    let record = recorder();
    // the gateway takes 50 such calls in half a minute
    for (let round = 0; round < 10; round += 1) {
      record.close();
      record = recorder();
      times.cold.push(await timed(() => historyOf(record).bars(request)));
      const window = { instrument: instrument.id, unit: 'minute' as const, units: 1, from: start, to: clock.now() };
      times.bare.push(await timed(() => venue.history.bars(window)));
    }
    const open = historyOf(record);
    await open.bars(request);
    for (let round = 0; round < ROUNDS; round += 1) {
      const another = historyOf(record);
      const quiet = { ...request, to: instant(THURSDAY - 10 * MINUTE) };
      times.disk.push(await timed(() => another.bars(quiet)));
      times.rows.push(await timed(() => record.bars(instrument.id, start, THURSDAY)));
    }
    const minutes = record.bars(instrument.id, start, THURSDAY);
    const [memory = 0, loop = 0] = await inTurns(ROUNDS * 10, [
      () => open.bars(request),
      () => bareLoop(minutes, 5 * MINUTE),
    ]);
    const row = (name: string, value: number, peer: string, peerValue: number, aim: string): BenchRow => ({
      name,
      value,
      unit: 'ms',
      peer,
      peerValue,
      ratio: value / peerValue,
      aim,
    });
    const median = (of: readonly number[]) => quantile(of, 0.5);
    return [
      row(
        '300 bars of 5m, cold (stated 109 ms)',
        median(times.cold),
        'the call of the venue alone',
        median(times.bare),
        '< 109 ms',
      ),
      row(
        '300 bars of 5m, from disk (stated 5 ms)',
        median(times.disk),
        'reading the rows alone',
        median(times.rows),
        '< 5 ms',
      ),
      row('300 bars of 5m, from memory (stated < 1 ms)', memory, 'a loop over the minutes', loop, '< 1 ms'),
    ];
  } finally {
    await venue.disconnect();
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Minutes as longer bars, ticks as bars, and what history costs in each of its tiers. */
export async function barsBench(): Promise<readonly BenchRow[]> {
  return [...(await aggregation()), await streaming(), ...(await tiers())];
}
