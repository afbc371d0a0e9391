import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { pino } from 'pino';
import { openConsole } from '../../server/compose.ts';
import { listen } from '../../server/listen.ts';
import type { BenchRow } from './row.ts';
import { timed } from './turns.ts';

const cellCount = 500;

/** Queries in chains of ten, each a little different, so that none is answered for another. */
const queryOf = (index: number): string =>
  index % 10 === 0
    ? `select range as n, range % ${index + 2} as k from range(1000)`
    : `select n + 1 as n, k from c${index - 1} where k <> ${index}`;

const queries = Array.from({ length: cellCount }, (_, index) => queryOf(index));

const notebook = [
  '---',
  'title: Five hundred',
  '---',
  ...queries.map((sql, index) => `\n\`\`\`sql c${index}\n${sql}\n\`\`\``),
]
  .join('\n')
  .concat('\n');

/** The same relations made one after the other by the engine alone. */
async function bareEngine(): Promise<number> {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(Math.max(2, availableParallelism())) });
  const connection = await instance.connect();
  const took = await timed(async () => {
    for (const [index, sql] of queries.entries()) await connection.run(`CREATE TABLE c${index} AS ${sql}`);
  });
  connection.closeSync();
  instance.closeSync();
  return took;
}

/** A notebook of five hundred queries opened for the first time: its page, and all of its values. */
export async function notebookBench(): Promise<readonly BenchRow[]> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'deskbook-bench-'));
  await mkdir(path.join(dataFolder, 'notebooks'));
  await writeFile(path.join(dataFolder, 'notebooks', 'bench.md'), notebook);
  const overrides = { demo: { enabled: false } };
  const console = await openConsole({ dataFolder, overrides, log: pino({ level: 'silent' }) });
  const listening = await listen(console.app, 0);
  const get = async (route: string) => (await fetch(`${listening.address}${route}`)).text();
  try {
    await console.start();
    await console.analytics.sources();
    const began = performance.now();
    const page = timed(() => get('/notebooks/bench'));
    const settled = timed(() => get('/notebooks/bench.json'));
    const [first] = await Promise.all([page, settled]);
    const all = performance.now() - began;
    const bare = await bareEngine();
    const row = (name: string, value: number, aim: string): BenchRow => {
      const peer = 'the same 500 tables made by DuckDB alone';
      return { name, value, unit: 'ms', peer, peerValue: bare, ratio: value / bare, aim };
    };
    return [
      row('500 cells, page opened for the first time', first, '< 1,000 ms'),
      row('500 cells, every value there', all, '≤ 3x'),
    ];
  } finally {
    await listening.close();
    await console.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
}
