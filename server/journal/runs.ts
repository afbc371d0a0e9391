import { machineClock } from '../../core/clock.ts';
import type { Instant } from '../../core/model/time.ts';
import { openDatabase } from './database.ts';
import type { RunKey } from './port.ts';
import { Statements } from './statements.ts';

const REPLAY = 'replay';

export interface ReplayRun {
  /** Its id, and what a person knows it by. */
  readonly recording: string;
  readonly about: string;
  readonly from: Instant;
}

/** Journals that a recording is played from its beginning once more, and gives the key of what happens in it: `replay-1`, `replay-2`, … */
export function beginReplay(journalFile: string, { recording, about, from }: ReplayRun): RunKey {
  const database = openDatabase(journalFile, 'journal', machineClock);
  try {
    const sql = new Statements(database, 'journal');
    return database.transaction(() => {
      const run = `${REPLAY}-${(sql.one<{ runs: number }>('count_runs', REPLAY)?.runs ?? 0) + 1}`;
      sql.run('insert_run', REPLAY, run, recording, about, from, machineClock.now());
      return { environment: REPLAY, run };
    })();
  } finally {
    database.close();
  }
}
