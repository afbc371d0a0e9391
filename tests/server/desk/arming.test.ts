import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ManualClock } from '../../../core/clock.ts';
import { instant, MINUTE } from '../../../core/model/time.ts';
import { Arming } from '../../../server/desk/arming.ts';

const begin = instant(1_795_000_000_000_000);
const disarmed =
  'projectx is LIVE and not armed. Say LIVE in the bar of the page, or deskbook arm LIVE, to arm it; cancels go through.';

let clock: ManualClock;
let holds: (string | undefined)[];
let arming: Arming;

beforeEach(() => {
  vi.useFakeTimers();
  clock = new ManualClock(begin);
  holds = [];
  const hold = (_: string, sentence: string | undefined) => void holds.push(sentence);
  arming = new Arming({ word: 'LIVE', venue: 'projectx', minutes: 30, clock, hold });
});
afterEach(() => {
  arming.close();
  vi.useRealTimers();
});

describe('arming', () => {
  it('holds orders from the start, and lets them go for a while by the word', () => {
    expect(holds).toEqual([disarmed]);
    expect(arming.info()).toEqual({ venue: 'projectx', word: 'LIVE', until: null });
    arming.arm(' LIVE ');
    expect(arming.info().until).toBe((begin + 30 * MINUTE) / 1_000);
    vi.advanceTimersByTime(30 * 60_000 - 1);
    expect(holds).toEqual([disarmed, undefined]);
    vi.advanceTimersByTime(1);
    expect(holds).toEqual([disarmed, undefined, disarmed]);
    expect(arming.info().until).toBeNull();
  });

  it('is over after a machine slept through it', () => {
    arming.arm('LIVE');
    clock.set(instant(begin + 31 * MINUTE));
    vi.advanceTimersByTime(1_000);
    expect(holds).toEqual([disarmed, undefined, disarmed]);
    expect(arming.info().until).toBeNull();
  });

  it('takes no other word', () => {
    expect(() => arming.arm('live')).toThrow('To arm, the word is LIVE; got "live".');
    expect(holds).toEqual([disarmed]);
  });

  it('begins its time anew when it is armed again, and ends at once when it is disarmed', () => {
    arming.arm('LIVE');
    vi.advanceTimersByTime(20 * 60_000);
    arming.arm('LIVE');
    vi.advanceTimersByTime(20 * 60_000);
    expect(holds.at(-1)).toBeUndefined();
    arming.disarm();
    expect(holds.at(-1)).toBe(disarmed);
  });
});
