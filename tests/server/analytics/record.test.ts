import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { instrumentRegistry } from '../../../core/model/registry.ts';
import type { TradeDate } from '../../../core/model/time.ts';
import { listedInstruments } from '../../../server/analytics/listed.ts';
import { sources } from '../../../server/analytics/sources.ts';
import { addFill, addTrade, type FillRow, Lab } from './fixture.ts';

const labs: Lab[] = [];
const open = (...args: ConstructorParameters<typeof Lab>): Lab => {
  const lab = new Lab(...args);
  labs.push(lab);
  return lab;
};
afterEach(async () => {
  for (const lab of labs.splice(0)) await lab.dispose();
});

const holder = `import { DuckDBInstance } from '@duckdb/node-api';
globalThis.held = await DuckDBInstance.create(process.argv[1]); console.log('held'); setInterval(() => {}, 1000);`;

const count = async (lab: Lab, source: string) => Number((await lab.rows(`select count(*) from ${source}`))[0]![0]);

describe('sources', () => {
  const lab = new Lab();
  afterAll(() => lab.dispose());

  it('are what they are said to be', async () => {
    for (const { name, columns } of sources) {
      expect({ name, columns: (await lab.run(`select * from ${name}`)).columns }).toEqual({ name, columns });
    }
    expect(await lab.analytics.sources()).toEqual(
      sources.map(({ name, about, columns }) => ({ name, about, columns, imported: false })),
    );
  });

  it('show instruments in their units', async () => {
    const rows = await lab.rows(
      "select instrument, root, tick, tick_value, multiplier, delivery_month from instruments where root = 'ES'",
    );
    expect(rows).toEqual([['ESZ6', 'ES', '0.015625000', '15.625000', 50, '2026-12']]);
  });

  it('show what the registry knows beside', async () => {
    const registry = instrumentRegistry((await loadConfig('config')).instruments, '2026-11-20' as TradeDate);
    const listed = open({ instruments: listedInstruments(registry) });
    expect(
      await listed.rows(
        "select instrument, aliases, price_style, expiry, roll from instruments where root in ('ZN', 'ZC', 'NIFTY') and (expiry is null or expiry < '2027-01-01')",
      ),
    ).toEqual([
      ['ZNZ6', 'TY', 'thirtySeconds 3', '2026-12-21', '2026-11-27'],
      ['ZCZ6', '', 'eighths', '2026-12-14', '2026-11-30'],
      ['NIFTY', 'NIFTY50', 'decimal 2', null, null],
    ]);
  });
});

describe('a query sees', () => {
  const lab = new Lab();
  beforeEach(() => lab.forget());
  afterAll(() => lab.dispose());

  it('every row journalled before it began, exactly', async () => {
    const { journal } = lab;
    expect(await count(lab, 'fills')).toBe(0);
    addFill(journal, { id: 'X-1', side: 'buy', quantity: 2, price: 110.265625 });
    expect(await lab.rows('select * from fills')).toEqual([
      [
        '2026-11-20 15:00:00',
        '2026-11-20 15:00:00.000001',
        '2026-11-20',
        'X-1',
        'C-1',
        'ZNZ6',
        'SIM-1',
        'manual',
        'buy',
        '2',
        '110.265625000',
        110.265625,
        '110.265625',
        '0.000000',
        'maker',
        'venue',
        false,
        false,
      ],
    ]);
    for (let id = 2; id < 30; id++) {
      addFill(journal, { id: `X-${id}`, side: 'buy', quantity: 1, price: 110 });
      expect(await count(lab, 'fills')).toBe(id);
    }
  });

  it('what its writer still held, because it is asked first', async () => {
    const asked: (readonly string[])[] = [];
    const held = open({
      beforeQuery: async (copies) => {
        asked.push(copies);
        if (copies.includes('trades')) addTrade(held.market, 110);
      },
    });
    expect(await count(held, 'trades')).toBe(1);
    expect(await count(held, 'trades')).toBe(2);
    await held.run('select 1');
    await held.run('from positions');
    expect(asked).toEqual([
      ['trades'],
      ['trades'],
      ['fills', 'fill_amendments', 'matches', 'trades', 'bars', 'settlements', 'rolls'],
    ]);
  });

  it('a failing writer as an error of the query', async () => {
    const failing = open({ beforeQuery: () => Promise.reject(new Error('The disk is full.')) });
    expect((await failing.error('from fills')).message).toBe('The disk is full.');
  });

  it('its own environment and run only', async () => {
    addFill(lab.journal, { id: 'X-1', side: 'buy', quantity: 1, price: 110 });
    addFill(lab.journal, { id: 'X-2', side: 'buy', quantity: 1, price: 110, run: 'replay 7' });
    expect(await count(lab, 'fills')).toBe(1);
  });

  it('many rows, more than one page of them', async () => {
    const { market } = lab;
    market.transaction(() => {
      for (let second = 0; second < 45_000; second++) addTrade(market, 110, second);
    })();
    expect(await lab.rows('select count(*), count(distinct ts_event), sum(price) from trades')).toEqual([
      ['45000', '45000', '4950000.000000000'],
    ]);
  });

  it('newest bars in place of the ones they replace', async () => {
    const bar = (close: number) =>
      lab.market
        .prepare(
          `INSERT OR REPLACE INTO bars_1m (environment, run, instrument, open, high, low, close, volume, origin, trade_date, ts_start, ts_machine)
           VALUES ('paper', 'main', 'ZNZ6', 1e9, 9e9, 1e9, ?, 5, 'live', '2026-11-20', 60000000, 1)`,
        )
        .run(close * 1e9);
    bar(2);
    expect(await lab.rows('select close from bars')).toEqual([['2.000000000']]);
    bar(3);
    expect(await lab.rows('select close from bars')).toEqual([['3.000000000']]);
  });
});

describe('the copy', () => {
  it('goes on after a restart where it was', async () => {
    const lab = open();
    addFill(lab.journal, { id: 'X-1', side: 'buy', quantity: 1, price: 110 });
    expect(await count(lab, 'fills')).toBe(1);
    await lab.reopen();
    addFill(lab.journal, { id: 'X-2', side: 'sell', quantity: 1, price: 111 });
    expect(await count(lab, 'fills')).toBe(2);
    expect(await count(lab, 'matches')).toBe(1);
    await lab.reopen();
    expect(await count(lab, 'matches')).toBe(1);
    expect(lab.log).toEqual([]);
  });

  it('is made anew when rows were deleted and the record says so', async () => {
    const lab = open();
    const { journal } = lab;
    for (const id of ['X-1', 'X-2', 'X-3']) addFill(journal, { id, side: 'buy', quantity: 1, price: 110 });
    expect(await count(lab, 'fills')).toBe(3);
    journal.exec("DELETE FROM fills WHERE execution_id = 'X-2'; UPDATE meta SET value = '2' WHERE key = 'generation'");
    expect(await count(lab, 'fills')).toBe(2);
    expect(await lab.rows('select quantity from positions')).toEqual([['2']]);
  });

  it('follows what the market record forgets', async () => {
    const lab = open();
    for (let second = 0; second < 10; second++) addTrade(lab.market, 110, second);
    expect(await count(lab, 'trades')).toBe(10);
    await lab.reopen();
    lab.market.exec('DELETE FROM trades WHERE seq <= 8');
    addTrade(lab.market, 111, 11);
    await count(lab, 'trades');
    expect(await count(lab, 'trades')).toBe(3);
  });

  it.each([
    ['is no database', (file: string) => writeFileSync(file, 'garbage')],
    ['is empty', (file: string) => writeFileSync(file, '')],
  ])('is made anew when its file %s', async (_, spoil) => {
    const lab = open();
    addFill(lab.journal, { id: 'X-1', side: 'buy', quantity: 1, price: 110 });
    await count(lab, 'fills');
    await lab.reopen();
    spoil(path.join(lab.folder, 'analytics.duckdb'));
    expect(await count(lab, 'fills')).toBe(1);
  });

  it('says why it was made anew', async () => {
    const lab = open();
    await lab.run('select 1');
    await lab.reopen();
    writeFileSync(path.join(lab.folder, 'analytics.duckdb'), 'garbage');
    await lab.run('select 1');
    expect(lab.log).toHaveLength(1);
    expect(lab.log[0]).toMatch(/^analytics\.duckdb is made anew from the record: .*not a valid DuckDB database file/);
  });

  it('has one owner, and a second process is told so', async () => {
    const lab = open({ lockMilliseconds: 250 });
    await lab.run('select 1');
    await lab.reopen();
    const file = path.join(lab.folder, 'analytics.duckdb');
    const owner = spawn(process.execPath, ['--input-type=module', '-e', holder, file], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await once(owner.stdout, 'data');
    try {
      await expect(lab.run('select 1')).rejects.toThrow('Another process holds analytics.duckdb of this data folder.');
    } finally {
      owner.kill();
      await once(owner, 'exit');
    }
    expect(await lab.rows('select 1')).toEqual([[1]]);
    expect(lab.log).toEqual([
      'The SQL engine stopped (Another process holds analytics.duckdb of this data folder. Close that console, or ask it for the answer); it starts again by itself.',
    ]);
  });

  it('can stand in memory beside the owner', async () => {
    const lab = open();
    addFill(lab.journal, { id: 'X-1', side: 'buy', quantity: 1, price: 110 });
    await lab.run('select 1');
    const beside = open({ folder: lab.folder, inMemory: true });
    expect(await count(beside, 'fills')).toBe(1);
  });
});

describe('matches and positions', () => {
  it('are the realized and the open lots', async () => {
    const lab = open();
    const { journal } = lab;
    addFill(journal, { id: 'X-1', side: 'buy', quantity: 2, price: 110.25, second: 1 });
    addFill(journal, { id: 'X-2', side: 'sell', quantity: 3, price: 110.5, second: 2 });
    addFill(journal, { id: 'X-3', side: 'buy', quantity: 1, price: 5000, instrument: 'ESZ6', strategy: 'maker' });
    addTrade(lab.market, 110.75, 3);
    expect(await lab.rows('select * from matches')).toEqual([
      [
        '2026-11-20 15:00:01',
        '2026-11-20 15:00:02',
        '2026-11-20',
        'ZNZ6',
        'SIM-1',
        'manual',
        'long',
        '2',
        '110.250000000',
        110.25,
        '110.250000',
        '110.500000000',
        110.5,
        '110.500000',
        '500.000000',
        'USD',
        'X-1',
        'X-2',
        1,
        '0.000000',
        '0.000000',
        '500.000000',
      ],
    ]);
    const sql =
      'select instrument, strategy, quantity, average_price, mark, unrealized, realized from positions order by instrument desc';
    expect(await lab.rows(sql)).toEqual([
      ['ZNZ6', 'manual', '-1', 110.5, '110.750000000', '-250.000000', '500.000000'],
      ['ESZ6', 'maker', '1', 5000, null, null, '0.000000'],
    ]);
  });

  it('add up to the cash that moved, however the fills come', async () => {
    const lab = open();
    const fill = fc.record({
      side: fc.constantFrom('buy' as const, 'sell' as const),
      quantity: fc.integer({ min: 1, max: 9 }),
      ticks: fc.integer({ min: 7000, max: 7100 }),
      strategy: fc.constantFrom('manual', 'maker'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fill, { minLength: 1, maxLength: 40 }), fc.nat(39), async (fills, pause) => {
        lab.forget();
        let cash = 0;
        for (const [index, { ticks, ...rest }] of fills.entries()) {
          const row: FillRow = { id: `X-${index}`, price: ticks / 64, ...rest };
          addFill(lab.journal, row);
          cash += (row.side === 'sell' ? 1 : -1) * row.quantity * row.price * 1000;
          if (index === pause) await lab.run('from matches');
        }
        const rows = await lab.rows(`
          select (select coalesce(sum(realized), 0) from matches)::double
            - (select coalesce(sum(quantity * average_price * 1000), 0) from positions)`);
        expect(rows[0]![0]).toBeCloseTo(cash, 3);
      }),
      { numRuns: 6, seed: 7 },
    );
  });
});
