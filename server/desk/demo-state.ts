import { machineClock } from '../../core/clock.ts';
import { acquireDataFolder } from '../journal/data-folder.ts';
import { openDatabase } from '../journal/database.ts';
import { SqliteJournal } from '../journal/journal.ts';
import { Statements } from '../journal/statements.ts';
import { JOURNAL_FILE, MARKET_FILE } from './record.ts';

/** In the journal's facts: `laying`, `laid` or `removed`. */
export const DEMO_STATE = 'demo';
export const DEMO_ACCOUNT = 'demo_account';
const FIRST_ACCOUNT = 'DEMO';

export interface RemovedDemo {
  readonly orderEvents: number;
  readonly fills: number;
  readonly pnl: number;
  readonly bars: number;
}

/**
 * Deletes the demo's account and its past from a data folder, for good: it is not laid down again and its strategies do not trade
 * any more. Throws `DataFolderBusy` beside a running console.
 */
export async function removeDemo(dataFolder: string): Promise<RemovedDemo> {
  const folder = acquireDataFolder(dataFolder);
  try {
    const journal = new SqliteJournal(folder.file(JOURNAL_FILE), { environment: 'paper', run: 'main' }, machineClock);
    await journal.setMeta(DEMO_STATE, 'removed');
    const removed = journal.removeAccount(journal.meta(DEMO_ACCOUNT) ?? FIRST_ACCOUNT);
    journal.close();
    return { ...removed, bars: removeBars(folder.file(MARKET_FILE)) };
  } finally {
    folder.release();
  }
}

function removeBars(file: string): number {
  const market = openDatabase(file, 'market', machineClock);
  const sql = new Statements(market, 'market');
  const bars = sql.run('remove_origin', 'demo');
  sql.run('bump_generation');
  market.close();
  return bars;
}
