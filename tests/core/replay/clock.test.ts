import { describe, expect, test } from 'vitest';
import { ManualClock } from '../../../core/clock.ts';
import { instant, MILLISECOND, SECOND } from '../../../core/model/time.ts';
import { ReplayClock, type ReplaySpeed } from '../../../core/replay/clock.ts';

const from = instant(1_700_000_000_000_000);
const to = instant(from + 100 * SECOND);

function opened(speed: ReplaySpeed = 1) {
  const machine = new ManualClock(instant(5_000_000));
  const clock = new ReplayClock({ machine, from, to, speed });
  return { machine, clock, due: () => (clock.due() - from) / SECOND };
}

describe('the clock of a replay', () => {
  test('stands at the beginning until it plays, and where it was put', () => {
    const { machine, clock, due } = opened(2);
    machine.advance(SECOND / 2);
    expect([clock.playing, clock.now(), due()]).toEqual([false, from, 0]);
    clock.play();
    machine.advance(SECOND / 2);
    expect([clock.playing, clock.now(), due()]).toEqual([true, from, 1]);
    clock.moveTo(clock.due());
    machine.advance(SECOND / 4);
    expect([clock.now() - from, due()]).toEqual([SECOND, 1.5]);
    clock.pause();
    machine.advance(SECOND / 4);
    expect([clock.now() - from, due()]).toEqual([SECOND, 1]);
  });

  test('a time out counts for nothing, nor does a machine that slept', () => {
    const { machine, clock, due } = opened(10);
    clock.play();
    machine.advance(3_600 * SECOND);
    expect(due()).toBe(10);
    clock.pause();
    machine.advance(SECOND);
    clock.play();
    expect(due()).toBe(0);
  });

  test('any speed, however slow, comes on in the end', () => {
    const { machine, clock } = opened(0.00001);
    clock.play();
    for (let step = 0; step < 8; step++) {
      machine.advance(25 * MILLISECOND);
      clock.moveTo(clock.due());
    }
    expect(clock.now() - from).toBe(2);
  });

  test('as fast as it goes everything is due, and never more than there is', () => {
    const { machine, clock } = opened('max');
    clock.play();
    expect(clock.due()).toBe(to);
    clock.setSpeed(1_000);
    machine.advance(SECOND);
    expect(clock.due()).toBe(to);
    clock.moveTo(instant(to + SECOND));
    expect(clock.now()).toBe(to);
  });

  test('never runs backwards', () => {
    const { clock } = opened();
    clock.moveTo(instant(from + SECOND));
    clock.moveTo(from);
    expect(clock.now()).toBe(from + SECOND);
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('%d is no speed', (speed) => {
    const { clock } = opened();
    expect(() => clock.setSpeed(speed)).toThrow(
      `${speed} is no speed; give console seconds a machine second, such as 1, 60 or 0.5, or max.`,
    );
    expect(clock.speed).toBe(1);
  });
});
