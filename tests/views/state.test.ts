import { expect, it } from 'vitest';
import { cellState, type StateFacts, stateWord } from '../../views/state.ts';

const facts: StateFacts = { validity: 'current', activity: 'idle', live: false };

it.each<[Partial<StateFacts>, string]>([
  [{}, 'current'],
  [{ validity: 'fresh' }, 'not run yet'],
  [{ validity: 'fresh', activity: 'queued' }, 'queued'],
  [{ validity: 'stale', activity: 'running' }, 'running'],
  [{ validity: 'failed' }, 'failed'],
  [{ validity: 'stale' }, 'stale'],
  [{ live: true }, 'live'],
  [{ live: true, activity: 'running' }, 'live'],
  [{ live: true, validity: 'failed' }, 'failed'],
  [{ live: true, pending: 12 }, 'frozen, 12 newer'],
  [{ pending: 0 }, 'current'],
])('%o reads %s', (given, word) => {
  const all = { ...facts, ...given };
  expect(stateWord(cellState(all), all.pending)).toBe(word);
});
