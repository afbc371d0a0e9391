import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { aggregate } from '../../../core/bars/aggregate.ts';
import { parseFrame } from '../../../core/bars/frame.ts';
import { BarGrid } from '../../../core/bars/grid.ts';
import { minuteOf, tradeDateOf } from '../../../core/calendar/session.ts';
import { instrumentRegistry } from '../../../core/model/registry.ts';
import { openHistory } from '../../../server/history/history.ts';
import { SqliteRecorder } from '../../../server/journal/recorder.ts';
import { projectRoot } from '../../../server/paths.ts';
import { open } from '../venues/projectx/opened.ts';

const ended: (() => void)[] = [];
afterEach(() => {
  for (const end of ended.splice(0)) end();
});

async function openHistoryAt(opened: Awaited<ReturnType<typeof open>>) {
  const config = await loadConfig(path.join(projectRoot, 'config'));
  const { calendars } = config;
  const folder = mkdtempSync(path.join(tmpdir(), 'deskbook-history-'));
  const { clock, venue } = opened;
  const key = { environment: 'projectx-simulator', run: 'main' };
  const recorder = new SqliteRecorder(path.join(folder, 'market.sqlite'), key, {
    machine: clock,
    tradeDateOf: (_, when) => tradeDateOf('cme', when, calendars),
    onError: (error) => {
      throw error;
    },
  });
  ended.push(() => {
    recorder.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const registry = instrumentRegistry(config.instruments, tradeDateOf('cme', clock.now(), calendars), calendars);
  const history = openHistory({
    desk: { clock, environment: key.environment, forming: () => undefined, lateTrades: () => 0 },
    recorder,
    venue,
    calendars,
    groups: config.productGroups,
    always: false,
  });
  const calls = () => venue.health().services.find(({ name }) => name === 'history')?.calls ?? 0;
  const bars = (frame: string, count: number) =>
    history.bars({ instrument: registry.resolve(opened.instrument), frame: parseFrame(frame), count });
  const product = config.productGroups.get(registry.resolve(opened.instrument).root);
  return { bars, calls, calendars, product };
}

it('gives the bars of a gateway as its exchange traded them, and asks it once', async () => {
  const opened = await open();
  const { bars, calls, calendars, product } = await openHistoryAt(opened);
  const until = minuteOf(opened.clock.now());
  for (const [frame, count] of [
    ['5m', 200],
    ['4h', 12],
    ['1d', 5],
    // more than one answer holds in minutes: the older dates are made of hours
    ['1d', 25],
    ['1w', 4],
  ] as const) {
    const told = (await bars(frame, count)).bars.filter(({ partial }) => !partial);
    const grid = new BarGrid(parseFrame(frame), calendars.cme, { product });
    const { from } = grid.spanOf(told[0]!.tsStart);
    const expected = aggregate(opened.simulator.exchange.bars(opened.instrument, from, until), grid, until);
    expect(told.length).toBeGreaterThanOrEqual(count - 1);
    expect(told).toEqual(expected.filter(({ partial }) => !partial).slice(-told.length));
  }
  const asked = calls();
  expect(asked).toBeLessThan(8);
  await Promise.all([bars('15m', 100), bars('1h', 40), bars('1d', 25)]);
  // the newest minutes, if one has ended meanwhile
  expect(calls() - asked).toBeLessThanOrEqual(1);
}, 30_000);

it('answers from what it has while the gateway is down, and says so', async () => {
  const opened = await open();
  const { bars } = await openHistoryAt(opened);
  const before = await bars('1h', 30);
  opened.fault({ at: '/api/History/*', fault: { kind: 'status', status: 503 }, share: 1 });
  const after = await bars('1h', 200);
  // whole trade dates were asked for, so there is somewhat more than before
  expect(after.bars.length).toBeLessThan(200);
  expect(after.bars.slice(-30, -1)).toEqual(before.bars.slice(0, -1));
  expect(after.gaps.length).toBeGreaterThan(0);
  expect(after.notes).toEqual([
    expect.stringMatching(/^projectx could not be asked: .+ What is kept ends (now|\d+ (s|min)) ago\.$/),
  ]);
}, 60_000);
