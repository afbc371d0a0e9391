import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Random } from '../../core/random.ts';
import { projectRoot } from '../../server/paths.ts';
import { type Life, live, type Place } from './life.ts';
import { type Moment, momentOf } from './moment.ts';
import { Told } from './told.ts';
import { type Verdict, verify } from './verify.ts';

export interface SoakOptions {
  readonly rounds: number;
  readonly seed: string;
  /** No round begins after it. */
  readonly milliseconds: number;
  readonly onRound?: (round: Round) => void;
}

export interface Round extends Life, Verdict {
  readonly number: number;
  readonly moment: Moment;
}

export interface SoakResult {
  readonly rounds: readonly Round[];
  readonly told: Told;
}

const notebook = '---\ntitle: Soak\n---\n\n```note memo\nnothing yet\n```\n\n```fills tape\nlimit: 200\n```\n';

/** A data folder with a demo that trades, and a market record so small that retention is always at work. */
function newPlace(folder: string): Place {
  const config = path.join(folder, 'config');
  const data = path.join(folder, 'data');
  for (const file of ['desk.json', 'instruments.json', 'calendars.json', 'levels.json']) {
    cpSync(path.join(projectRoot, 'config', file), path.join(config, file));
  }
  const local = { demo: { pastSessions: 1 }, record: { hours: 1, bytes: 2_500_000 } };
  writeFileSync(path.join(config, 'local.json'), JSON.stringify(local));
  mkdirSync(path.join(data, 'notebooks'), { recursive: true });
  writeFileSync(path.join(data, 'notebooks', 'soak.md'), notebook);
  return { data, config };
}

/** Kills a console under load again and again, and looks after each kill whether anything is lost or doubled. */
export async function soak({ rounds, seed, milliseconds, onRound }: SoakOptions): Promise<SoakResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'deskbook-soak-'));
  const end = performance.now() + milliseconds;
  const told = new Told();
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.once('exit', remove);
  const done: Round[] = [];
  try {
    const place = newPlace(folder);
    for (let number = 1; number <= rounds && performance.now() < end; number += 1) {
      const random = new Random(`${seed}/${number}`);
      const slowest = Math.max(1_000, ...done.map(({ startMilliseconds }) => startMilliseconds ?? 0));
      // the first life lays down what the others find
      const moment: Moment = number === 1 ? { type: 'working', milliseconds: 500 } : momentOf(random, slowest);
      const life = await live(place, number, moment, told, random);
      const round = { number, moment, ...life, ...(await verify(place, told)) };
      done.push(round);
      onRound?.(round);
    }
    return { rounds: done, told };
  } finally {
    process.off('exit', remove);
    remove();
  }
}
