import { expect, test } from 'vitest';
import { ManualClock } from '../../../core/clock.ts';
import { type Instant, MINUTE, SECOND } from '../../../core/model/time.ts';
import { Timer } from '../../../server/desk/timer.ts';

const start = (10 * MINUTE) as Instant;

function followed() {
  const clock = new ManualClock(start);
  const did: string[] = [];
  const since = (at: Instant) => (at - start) / SECOND;
  const timer = new Timer({
    clock,
    advance: (to) => did.push(`advance ${since(to)}`),
    skip: (to) => did.push(`skip ${since(to)}`),
    minute: async (boundary) => {
      did.push(`minute ${since(boundary)}`);
    },
    second: (now) => did.push(`second ${since(now)}`),
    failed: (error) => {
      throw error;
    },
  });
  const step = async (microseconds: number) => {
    clock.advance(microseconds);
    await timer.step();
    return did.splice(0);
  };
  return { step };
}

test('no step reaches over the end of a minute', async () => {
  const { step } = followed();
  expect(await step(0)).toEqual([]);
  expect(await step(0.5 * SECOND)).toEqual(['advance 0.5']);
  expect(await step(SECOND)).toEqual(['advance 1.5', 'second 1.5']);
  expect(await step(28.5 * SECOND)).toEqual(['advance 30', 'second 30']);
  expect(await step(29 * SECOND)).toEqual(['advance 59', 'second 59']);
  expect(await step(2 * SECOND)).toEqual(['advance 59.999999', 'minute 60', 'advance 61', 'second 61']);
});

test('a machine that slept trades none of the time it missed', async () => {
  const { step } = followed();
  expect(await step(90 * SECOND)).toEqual(['skip 90', 'minute 60', 'advance 90', 'second 90']);
});
