import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SteadyClock } from '../../core/clock.ts';
import { DAY, HOUR, type Instant, MILLISECOND, MINUTE, SECOND } from '../../core/model/time.ts';

const start = 1_795_000_000_000_000;

/** A machine whose wall clock can be set and whose seconds can be slept through. */
function machine() {
  let elapsed = 0;
  let offset = start;
  const wall = () => Math.floor((offset + elapsed) / MILLISECOND) * MILLISECOND;
  const clock = new SteadyClock(wall, () => elapsed);
  return {
    clock,
    wall,
    run(microseconds: number, reading = 10 * MILLISECOND) {
      for (let passed = 0; passed < microseconds; passed += reading) {
        elapsed += reading;
        clock.now();
      }
      return clock.now() - start;
    },
    set(by: number) {
      offset += by;
    },
  };
}

test('it runs with the machine, to the microsecond', () => {
  const { clock, run } = machine();
  expect([clock.now() - start, run(SECOND, 7), clock.stepped()]).toEqual([0, Math.ceil(SECOND / 7) * 7, undefined]);
});

test.each([DAY, HOUR, 2 * SECOND, 20 * MILLISECOND])('set forward by %d µs it is followed at once', (by) => {
  const { clock, run, set } = machine();
  run(SECOND);
  set(by);
  expect(run(SECOND)).toBe(2 * SECOND + by);
  expect(clock.stepped()).toEqual(
    by >= SECOND ? { at: start + SECOND + 10 * MILLISECOND + by, by, ahead: 0 } : undefined,
  );
});

describe('set back by an hour', () => {
  test('it runs at half speed until the wall clock has come up, and then with it', () => {
    const { clock, run, set, wall } = machine();
    run(MINUTE);
    set(-HOUR);
    expect(run(MINUTE, SECOND)).toBe(1.5 * MINUTE);
    expect(clock.stepped()).toEqual({ at: start + MINUTE + 0.5 * SECOND, by: -HOUR, ahead: HOUR - 0.5 * MINUTE });
    run(HOUR - MINUTE, SECOND);
    expect(clock.now() - wall()).toBe(HOUR / 2);
    run(HOUR, SECOND);
    expect(Math.abs(clock.now() - wall())).toBeLessThanOrEqual(5 * MILLISECOND);
    expect(clock.stepped()?.ahead).toBeLessThanOrEqual(5 * MILLISECOND);
    const met = clock.now();
    run(MINUTE, SECOND);
    expect(clock.now() - met).toBe(MINUTE);
  });
});

test('it goes on from what was told already, unless that is days away', () => {
  const { clock, run } = machine();
  clock.goOnFrom((start - HOUR) as Instant);
  clock.goOnFrom((start + 2 * DAY) as Instant);
  expect(clock.now()).toBe(start);
  clock.goOnFrom((start + MINUTE) as Instant);
  expect(clock.now()).toBe(start + MINUTE);
  expect(run(SECOND)).toBe(MINUTE + SECOND / 2);
  expect(clock.stepped()).toEqual({ at: start + MINUTE, by: -MINUTE, ahead: MINUTE - SECOND / 2 });
});

test('whatever is done to the wall clock, time never goes back and never stands still', () => {
  const doing = fc.record({
    set: fc.oneof(fc.constant(0), fc.integer({ min: -2 * DAY, max: 2 * DAY })),
    run: fc.integer({ min: 2, max: MINUTE }),
  });
  fc.assert(
    fc.property(fc.array(doing, { maxLength: 30 }), (doings) => {
      const { clock, run, set } = machine();
      let last = clock.now();
      for (const { set: by, run: passed } of doings) {
        set(by);
        run(passed, passed);
        const now = clock.now();
        expect(now - last).toBeGreaterThanOrEqual(Math.floor(passed / 2));
        last = now;
      }
    }),
  );
});
