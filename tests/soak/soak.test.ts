import { expect, test } from 'vitest';
import { soak } from './soak.ts';

test('killed under load, it loses nothing and doubles nothing', { timeout: 180_000 }, async () => {
  const { rounds, told } = await soak({ rounds: 3, seed: '3', milliseconds: 180_000 });
  expect(rounds.flatMap(({ number, problems }) => problems.map((problem) => `${number}: ${problem}`))).toEqual([]);
  expect(told.surprises).toEqual([]);
  expect(rounds).toHaveLength(3);
  expect(told.acknowledgedOrders().length).toBeGreaterThan(0);
});
