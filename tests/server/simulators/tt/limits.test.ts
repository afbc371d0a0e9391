import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../../../core/clock.ts';
import { DAY, SECOND } from '../../../../core/model/time.ts';
import { Limits, type PlanName, plans } from '../../../../server/simulators/tt/limits.ts';
import { START } from '../exchange/instruments.ts';

const names: PlanName[] = ['free', 'low', 'medium', 'high'];

describe('the limits of a plan', () => {
  it.each(names)('%s: so many calls a second', (name) => {
    const clock = new ManualClock(START);
    const limits = new Limits(clock, name);
    const taken = () => Array.from({ length: 40 }, () => limits.take()).filter((excess) => excess === undefined).length;
    const first = taken();
    clock.advance(SECOND);
    const second = taken();
    clock.advance(10 * SECOND);
    expect([first, second, taken()]).toEqual(Array.from({ length: 3 }, () => plans[name].perSecond));
    expect(limits.take()).toBe('Too Many Requests');
  });

  it.each(names)('%s: so many calls a day', (name) => {
    const clock = new ManualClock(START);
    const limits = new Limits(clock, name);
    const each = Math.ceil(SECOND / plans[name].perSecond);
    const call = () => {
      clock.advance(each);
      return limits.take();
    };
    const day = Array.from({ length: plans[name].perDay }, call);
    expect(day.filter((excess) => excess !== undefined)).toEqual([]);
    expect(call()).toBe('Limit Exceeded');
    clock.advance(DAY);
    expect(call()).toBeUndefined();
  });
});
