import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Notice, type NotificationLevel, notificationLevels, rankOf } from '../../../core/alerts/notification.ts';
import { type Passed, Throttle } from '../../../core/alerts/throttle.ts';
import { type Instant, instant, SECOND } from '../../../core/model/time.ts';

const WINDOW = 60 * SECOND;
const notice = (text: string, { key = 'feed', level = 'warning' as NotificationLevel } = {}): Notice => ({
  type: 'monitor',
  level,
  key,
  text,
});
const at = (seconds: number): Instant => instant(1_700_000_000 * SECOND + seconds * SECOND);
const said = (passed: readonly Passed[]) => passed.map(({ notice, heldBack, over }) => [notice.text, heldBack, over]);

describe('a throttle', () => {
  it('lets the first through, then the newest of each window with the number before it', () => {
    const throttle = new Throttle(WINDOW);
    expect(throttle.offer(notice('a'), at(0))).toEqual({ notice: notice('a'), heldBack: 0, over: false });
    for (const [text, seconds] of [
      ['b', 1],
      ['c', 30],
      ['d', 59],
    ] as const)
      expect(throttle.offer(notice(text), at(seconds))).toBeUndefined();
    expect(throttle.next()).toBe(at(60));
    expect(throttle.due(at(59))).toEqual([]);
    expect(said(throttle.due(at(60)))).toEqual([['d', 2, false]]);
    expect(throttle.offer(notice('e'), at(70))).toBeUndefined();
    expect(said(throttle.due(at(120)))).toEqual([['e', 0, false]]);
    expect(throttle.due(at(180))).toEqual([]);
    expect(throttle.next()).toBeUndefined();
    expect(throttle.offer(notice('f'), at(181))).toEqual({ notice: notice('f'), heldBack: 0, over: false });
  });

  it('lets a level that rises through at once, and counts what it held back', () => {
    const throttle = new Throttle(WINDOW);
    throttle.offer(notice('late', { level: 'info' }), at(0));
    throttle.offer(notice('later', { level: 'info' }), at(1));
    expect(throttle.offer(notice('gone', { level: 'error' }), at(2))).toMatchObject({ heldBack: 1 });
    expect(throttle.offer(notice('late again', { level: 'warning' }), at(3))).toBeUndefined();
    expect(said(throttle.due(at(62)))).toEqual([['late again', 0, false]]);
  });

  it('keeps keys apart', () => {
    const throttle = new Throttle(WINDOW);
    throttle.offer(notice('a'), at(0));
    expect(throttle.offer(notice('b', { key: 'other' }), at(1))).toBeDefined();
  });

  it('says of what was over meanwhile that it is', () => {
    const throttle = new Throttle(WINDOW);
    throttle.offer(notice('a'), at(0));
    throttle.offer(notice('b'), at(1));
    throttle.over('feed');
    expect(said(throttle.due(at(60)))).toEqual([['b', 0, true]]);
    throttle.offer(notice('c'), at(61));
    throttle.over('feed');
    throttle.offer(notice('d'), at(62));
    expect(said(throttle.rest())).toEqual([['d', 1, false]]);
  });

  it('is not stopped by a clock that is set back', () => {
    const throttle = new Throttle(WINDOW);
    throttle.offer(notice('a'), at(3_600));
    expect(throttle.offer(notice('b'), at(0))).toEqual({ notice: notice('b'), heldBack: 0, over: false });
  });

  it('loses nothing and tells no more than one a window and rise', () => {
    const step = fc.record({
      key: fc.constantFrom('a', 'b', 'c'),
      level: fc.constantFrom(...notificationLevels),
      wait: fc.integer({ min: 0, max: 50 }),
      looks: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const throttle = new Throttle(WINDOW);
        const told: { readonly passed: Passed; readonly now: Instant }[] = [];
        let now = 0;
        for (const [index, { key, level, wait, looks }] of steps.entries()) {
          now += wait;
          if (looks) told.push(...throttle.due(at(now)).map((passed) => ({ passed, now: at(now) })));
          const passed = throttle.offer(notice(String(index), { key, level }), at(now));
          if (passed) told.push({ passed, now: at(now) });
        }
        told.push(...throttle.rest().map((passed) => ({ passed, now: at(now + 60) })));
        expect(told.reduce((sum, { passed }) => sum + 1 + passed.heldBack, 0)).toBe(steps.length);
        for (const key of ['a', 'b', 'c']) {
          const of = told.filter(({ passed }) => passed.notice.key === key);
          const texts = of.map(({ passed }) => Number(passed.notice.text));
          expect(texts).toEqual([...texts].sort((a, b) => a - b));
          for (const [index, { passed, now }] of of.slice(0, -1).entries()) {
            const next = of[index + 1];
            const rises = rankOf(next?.passed.notice.level ?? 'info') > rankOf(passed.notice.level);
            expect(rises || (next?.now ?? 0) - now >= WINDOW || index === of.length - 2).toBe(true);
          }
        }
      }),
    );
  });
});
