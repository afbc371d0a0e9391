import { cpSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { pino } from 'pino';
import { openConsole } from '../../server/compose.ts';
import { checkConsole } from './console-checks.ts';
import type { Place } from './life.ts';
import { checkRecord } from './record-checks.ts';
import type { Told } from './told.ts';
import { checkTraces } from './trace-checks.ts';

export interface Verdict {
  readonly problems: readonly string[];
  readonly orders: number;
  readonly fills: number;
}

const known =
  /^((journal|market|trace|lock)\.sqlite(-wal|-shm|-journal)?|(analytics|imports)\.duckdb(\.wal)?|console\.json|notebooks|notebooks\/soak\.md)$/;

/** Opens what a kill left behind, as a copy so that the next life finds it untouched, and looks at everything in it. */
export async function verify(place: Place, told: Told): Promise<Verdict> {
  const copy = `${place.data}.copy`;
  rmSync(copy, { recursive: true, force: true });
  cpSync(place.data, copy, { recursive: true });
  const complaints: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void complaints.push(line) });
  const console = await openConsole({ dataFolder: copy, configFolder: place.config, log });
  const journal = new Sqlite(path.join(copy, 'journal.sqlite'));
  const market = new Sqlite(path.join(copy, 'market.sqlite'));
  try {
    await console.open.desk.connect();
    const { orders, fills } = console.open.journal.counts();
    const files = readdirSync(copy, { recursive: true, encoding: 'utf8' }).filter((file) => !known.test(file));
    const problems = [
      ...checkRecord(journal, market, told),
      ...checkTraces(path.join(copy, 'trace.sqlite'), told),
      ...(await checkConsole(console, journal, told)),
      ...files.map((file) => `${file} was left behind.`),
      ...complaints.map((line) => `The console says: ${line.trim().slice(0, 300)}`),
    ];
    return { problems, orders, fills };
  } finally {
    journal.close();
    market.close();
    await console.close();
    rmSync(copy, { recursive: true, force: true });
  }
}
