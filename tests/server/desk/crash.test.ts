import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { build } from 'esbuild';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { ManualClock, machineClock } from '../../../core/clock.ts';
import type { ClientOrderId } from '../../../core/model/ids.ts';
import { priceValue } from '../../../core/model/money.ts';
import { foldOrder } from '../../../core/orders/apply.ts';
import type { FillsState, OrdersState, PnlState, PositionsState } from '../../../core/topics.ts';
import { openDesk } from '../../../server/desk/open.ts';
import { PaperMarket } from '../../../server/desk/paper-market.ts';
import { builtFile, projectRoot } from '../../../server/paths.ts';
import { temporaryFolder } from '../journal/folder.ts';
import { quiet } from './console.ts';

const trader = builtFile('fixtures', 'trader.mjs');

beforeAll(async () => {
  await build({
    entryPoints: [path.join(projectRoot, 'tests/fixtures/trader.ts')],
    outfile: trader,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
});

/** Lets a console trade for a while and kills it; what it had said by then. */
async function tradeUntilKilled(folder: string, milliseconds: number) {
  const child = spawn(process.execPath, [trader, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8');
  const ready = new Promise<void>((resolve) => {
    child.stdout.on('data', (text: string) => {
      said += text;
      if (said.includes('ready\n')) resolve();
    });
  });
  const closed = once(child, 'close');
  await Promise.race([ready, closed]);
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  child.kill('SIGKILL');
  await closed;
  const lines = said.split('\n').slice(0, -1);
  const told = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  return {
    orders: told('order'),
    fills: told('fill'),
    rest: lines.filter((line) => !/^(order|fill) |^ready$/.test(line)),
  };
}

async function reopen(folder: string, clock: ManualClock) {
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const config = await loadConfig(`${projectRoot}/config`, quiet);
  const { desk, journal, close } = await openDesk({
    config,
    market: new PaperMarket({ config, clock, log }),
    dataFolder: folder,
    log,
  });
  const { bus } = desk;
  const shown = {
    orders: bus.read<OrdersState>('orders').orders,
    fills: bus.read<FillsState>('fills'),
    positions: bus.read<PositionsState>('positions'),
    pnl: bus.read<PnlState>('pnl'),
  };
  const events = [...journal.orderEvents()];
  const fills = [...journal.fills()];
  const orderOf = new Map(events.map(({ clientOrderId }) => [clientOrderId, desk.order(clientOrderId)]));
  const multiplierOf = (id: string) => desk.instrument(id).multiplier;
  await close();
  return { shown, events, fills, orderOf, multiplierOf };
}

type Reopened = Awaited<ReturnType<typeof reopen>>;

/** Orders and P&L computed once more, from the journal's rows alone. */
function expectFoldOf({ shown, events, fills, orderOf, multiplierOf }: Reopened): void {
  for (const [clientOrderId, shownOrder] of orderOf) {
    const { order, problems } = foldOrder(events.filter((event) => event.clientOrderId === clientOrderId));
    expect(problems).toEqual([]);
    expect(shownOrder).toEqual(order);
  }
  const executed = events.flatMap((event) => (event.type === 'filled' ? [event.executionId] : []));
  expect(fills.map(({ executionId }) => executionId)).toEqual(executed);
  expect(new Set(executed).size).toBe(executed.length);
  for (const position of shown.positions.positions) {
    const { instrument, account, strategy, mark } = position;
    const own = fills.filter(
      (fill) => fill.instrument === instrument && fill.account === account && fill.strategy === strategy,
    );
    const signed = (quantity: number, side: string) => (side === 'buy' ? quantity : -quantity);
    const quantity = own.reduce((sum, fill) => sum + signed(fill.quantity, fill.side), 0);
    const multiplier = multiplierOf(instrument);
    const paid = own.reduce(
      (sum, fill) => sum + priceValue(fill.price, signed(fill.quantity, fill.side), multiplier),
      0,
    );
    expect(position.quantity).toBe(quantity);
    expect(position.realized + position.unrealized).toBe(priceValue(mark!, quantity, multiplier) - paid);
    const series = shown.pnl.series.find((one) => one.instrument === instrument && one.account === account);
    expect(series?.points.at(-1)).toMatchObject({ realized: position.realized, unrealized: position.unrealized });
  }
}

test('killed at any moment, it comes back with everything it acknowledged, once', { timeout: 60_000 }, async () => {
  const folder = temporaryFolder();
  const acknowledged = new Set<string>();
  const seen = new Set<string>();
  for (const milliseconds of fc.sample(fc.integer({ min: 20, max: 400 }), 5)) {
    const told = await tradeUntilKilled(folder, milliseconds);
    expect(told.rest).toEqual([]);
    for (const id of told.orders) acknowledged.add(id);
    for (const execution of told.fills) {
      expect(seen.has(execution)).toBe(false);
      seen.add(execution);
    }
    for (const file of ['journal.sqlite', 'market.sqlite']) {
      const database = new Sqlite(path.join(folder, file));
      expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
      database.close();
    }
    const clock = new ManualClock(machineClock.now());
    const first = await reopen(folder, clock);
    expectFoldOf(first);
    expect([...acknowledged].filter((id) => !first.orderOf.get(id as ClientOrderId))).toEqual([]);
    const known = new Set<string>(first.fills.map(({ executionId }) => executionId));
    expect([...seen].filter((execution) => !known.has(execution))).toEqual([]);
    expect((await reopen(folder, clock)).shown).toEqual(first.shown);
  }
  expect(acknowledged.size).toBeGreaterThan(20);
});
