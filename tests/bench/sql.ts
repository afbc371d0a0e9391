import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { createAnalytics } from '../../server/analytics/client.ts';
import type { BenchRow } from './row.ts';
import { inTurns } from './turns.ts';

const rows = `
  SELECT range AS id, TIMESTAMP '2026-01-05' + INTERVAL (range * 80) MILLISECOND AS ts_event, range % 97 AS account,
    'strategy ' || range % 13 AS strategy, (110 + range % 1000 / 64)::DECIMAL(18,9) AS price, 1 + range % 7 AS quantity
  FROM range(1000000)`;

const queries = {
  'SQL cell, group by over 1M rows': `
    SELECT time_bucket(INTERVAL 1 MINUTE, ts_event) AS minute, strategy, sum(quantity) AS quantity, avg(price) AS price
    FROM trace GROUP BY ALL`,
  'SQL cell, 1M-row select to first rows': 'SELECT ts_event, strategy, price, quantity FROM trace',
};

const rounds = 21;

/** A cell's run through the client (analysis, sync, count and hash of the whole, first 1,000 rows) against the engine called directly. */
export async function sqlBench(): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'deskbook-bench-'));
  const threads = Math.max(2, availableParallelism());
  const analytics = createAnalytics({ folder, environment: 'paper', run: 'bench', instruments: [], threads });
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
  try {
    const raw = await instance.connect();
    await raw.run(`CREATE TABLE trace AS ${rows}`);
    const request = { params: new Map(), notebook: 'bench', cells: ['trace'] };
    await analytics.run({ ...request, sql: rows, give: 'trace' });
    const results: BenchRow[] = [];
    for (const [name, sql] of Object.entries(queries)) {
      const ways = [
        () => analytics.run({ ...request, sql }),
        async () => (await (await raw.run(sql)).fetchChunk())?.getRows().slice(0, 1000),
      ];
      const [value = 0, peerValue = 0] = await inTurns(rounds, ways, 2);
      const peer = 'DuckDB called directly';
      results.push({ name, value, unit: 'ms', peer, peerValue, ratio: value / peerValue, aim: '≤ 1.15x + 5 ms' });
    }
    return results;
  } finally {
    await analytics.close();
    instance.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
}
