import { describe, expect, test } from 'vitest';
import type { SoakedVenue } from './venue/kind.ts';
import { kite } from './venue/kite.ts';
import { projectx } from './venue/projectx.ts';
import { soakVenue } from './venue/soak.ts';
import { tt } from './venue/tt.ts';
import { upstox } from './venue/upstox.ts';

async function short(kind: SoakedVenue, faults: number): Promise<void> {
  const bounds = { faultsOfRound: faults, milliseconds: 150_000, settleMilliseconds: 90_000 };
  const { rounds, counts } = await soakVenue({ kind, faults, seed: 'short', ...bounds });
  expect(rounds.flatMap(({ problems }) => problems)).toEqual([]);
  expect(rounds.at(-1)?.faults).toBeGreaterThanOrEqual(faults);
  expect(counts.orders).toBeGreaterThan(0);
}

/** All at once: nearly all of a soak is waiting, for answers that are late and for faults to come. */
describe.concurrent('once everything that went wrong is over', { timeout: 300_000 }, () => {
  test('a desk at a ProjectX gateway agrees with it', () => short(projectx, 300));

  test('a desk that watches TT has each of its executions once', () => short(tt, 60));

  test('a desk at Kite agrees with it', () => short(kite, 200));

  test('a desk at Upstox agrees with it', () => short(upstox, 300));
});
