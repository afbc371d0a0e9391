import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ManualClock } from '../../../core/clock.ts';
import { type Instant, instant, MILLISECOND, SECOND } from '../../../core/model/time.ts';
import { type Asking, Gate, NotAdmitted, type Pass } from '../../../server/calls/gate.ts';
import { LimitBook, type LimitSettings } from '../../../server/calls/limit-book.ts';
import { Slots, Window } from '../../../server/calls/limits.ts';

const start = instant(1_780_000_000_000_000);

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

function make() {
  const clock = new ManualClock(start);
  const gate = new Gate(clock);
  const pass = async (milliseconds: number): Promise<void> => {
    await vi.advanceTimersByTimeAsync(0);
    for (let passed = 0; passed < milliseconds; passed += 1) {
      clock.advance(MILLISECOND);
      await vi.advanceTimersByTimeAsync(1);
    }
  };
  const enter = async (asking: Partial<Asking> & Pick<Asking, 'rules'>): Promise<Pass> =>
    gate.enter({ urgency: 'usual', waitMilliseconds: 60_000, ...asking });
  return { clock, gate, pass, enter };
}

const refusal = (error: unknown): string =>
  error instanceof NotAdmitted ? `${error.refusal} ${error.rule?.words ?? ''}`.trim() : String(error);

describe('who waits', () => {
  it('goes by urgency and then by the order of coming', async () => {
    const { enter } = make();
    const rules = [new Slots(1)];
    const held = await enter({ rules });
    const went: string[] = [];
    const all = (['last', 'usual', 'first', 'usual', 'first'] as const).map(async (urgency, index) => {
      const pass = await enter({ rules, urgency });
      went.push(`${urgency} ${index}`);
      pass.end(true);
    });
    held.end(true);
    held.end(true);
    await Promise.all(all);
    expect(went).toEqual(['first 2', 'first 4', 'usual 1', 'usual 3', 'last 0']);
  });

  it('keeps nobody from another limit', async () => {
    const { enter } = make();
    const book = new LimitBook({
      usual: { windows: [{ calls: 5, milliseconds: 1_000 }] },
      post: { windows: [{ calls: 1, milliseconds: 10_000 }], within: 'usual' },
    });
    const [post, usual] = [book.of('post', 'x').rules, book.of(undefined, 'x').rules];
    await enter({ rules: post });
    const waiting = enter({ rules: post, urgency: 'first', waitMilliseconds: 20_000 }).catch(refusal);
    await enter({ rules: usual });
    expect(book.of('post', 'x').headroom(start)).toEqual({ left: 0, of: 1 });
    expect(book.of(undefined, 'x').headroom(start)).toEqual({ left: 3, of: 5 });
    expect(await Promise.race([waiting, 'still waits'])).toBe('still waits');
  });

  it('is refused at once where there is no room in time, and after its time where that was not known', async () => {
    const { enter, pass } = make();
    const window = new Window({ calls: 1, milliseconds: 10_000 });
    const held = await enter({ rules: [window] });
    const waiting = enter({ rules: [window], waitMilliseconds: 50 }).catch(refusal);
    await pass(49);
    expect(await Promise.race([waiting, 'still waits'])).toBe('still waits');
    await pass(1);
    expect(await waiting).toBe('wait one call in 10 s');
    held.end(true);
    expect(await enter({ rules: [window], waitMilliseconds: 10_000 }).catch(refusal)).toBe('wait one call in 10 s');
    const next = enter({ rules: [window], waitMilliseconds: 10_001 }).then(() => 'went', refusal);
    await pass(10_001);
    expect(await next).toBe('went');
  });

  it('can be given up, is refused at the end, and is never too many', async () => {
    const { gate, enter } = make();
    const rules = [new Slots(1)];
    await enter({ rules });
    const giving = new AbortController();
    const given = enter({ rules, signal: giving.signal }).catch(refusal);
    const crowd = Array.from({ length: 1_000 }, () => enter({ rules }).catch(refusal));
    giving.abort();
    expect(await Promise.all([given, crowd[999], enter({ rules, signal: giving.signal }).catch(refusal)])).toEqual([
      'aborted',
      'crowd one call at once',
      'aborted',
    ]);
    gate.close();
    expect([await crowd[0], await enter({ rules }).catch(refusal)]).toEqual(['closed', 'closed']);
  });
});

describe('limits', () => {
  it.each<[Record<string, LimitSettings>, string]>([
    [{ post: { within: 'usual' } }, 'The limit post is within usual; there are post.'],
    [{ a: { within: 'b' }, b: { within: 'a' } }, 'The limit a is within itself.'],
  ])('%j make no sense', (settings, message) => expect(() => new LimitBook(settings)).toThrow(message));

  it('are named rightly', () =>
    expect(() => new LimitBook({ usual: {} }).of('pots', 'x')).toThrow('There is no limit pots; there are usual.'));

  it('rest when the other end asks for it', () => {
    const limit = new LimitBook({ usual: { bucket: { calls: 5, perSecond: 2 } } }).of(undefined, 'x');
    limit.pause.pauseUntil(instant(start + SECOND));
    limit.pause.pauseUntil(start);
    expect([limit.headroom(start), limit.headroom(instant(start + SECOND))]).toEqual([
      { left: 0, of: 5 },
      { left: 5, of: 5 },
    ]);
  });
});

/** One call: when it is asked for, how long it is on its way, and how long its answer takes. */
interface Call {
  readonly after: number;
  readonly there: number;
  readonly back: number;
  readonly urgency: Asking['urgency'];
}

const someCalls = fc.array(
  fc.record<Call>({
    after: fc.nat(30),
    there: fc.nat(120),
    back: fc.nat(60),
    urgency: fc.constantFrom('first', 'usual', 'last'),
  }),
  { minLength: 1, maxLength: 40 },
);

/** When calls arrived at the other end. */
async function arrivals(history: readonly Call[], settings: LimitSettings): Promise<Instant[]> {
  const { clock, enter, pass } = make();
  const { rules } = new LimitBook({ usual: settings }).of(undefined, 'x');
  const arrived: Instant[] = [];
  const ended = history.map(async () => undefined);
  for (const { after, there, back, urgency } of history) {
    await pass(after);
    const answered = enter({ rules, urgency }).then((leave) => {
      arrived.push(instant(clock.now() + there * MILLISECOND));
      return new Promise<undefined>((resolve) => {
        setTimeout(() => resolve(void leave.end(true)), there + back);
      });
    });
    ended.push(answered);
  }
  await pass(5_000);
  await Promise.all(ended);
  return arrived.sort((one, other) => one - other);
}

it('no window at the other end ever has more calls than allowed, however long they are on their way', async () => {
  await fc.assert(
    fc.asyncProperty(someCalls, fc.integer({ min: 1, max: 4 }), async (history, calls) => {
      const milliseconds = 100;
      const arrived = await arrivals(history, { windows: [{ calls, milliseconds }] });
      const within = (from: Instant): number =>
        arrived.filter((at) => at >= from && at - from <= milliseconds * MILLISECOND).length;
      expect(Math.max(...arrived.map(within))).toBeLessThanOrEqual(calls);
      expect(arrived.length).toBe(history.length);
    }),
    { numRuns: 15 },
  );
});

it('a bucket lets go what it holds and what was filled since', async () => {
  await fc.assert(
    fc.asyncProperty(someCalls, fc.integer({ min: 1, max: 4 }), async (history, calls) => {
      const perSecond = 20;
      const straight = history.map((call) => ({ ...call, there: 0 }));
      const arrived = await arrivals(straight, { bucket: { calls, perSecond } });
      for (const [index, from] of arrived.entries()) {
        for (const [later, at] of arrived.slice(index).entries())
          expect(later + 1).toBeLessThanOrEqual(calls + (perSecond * (at - from)) / SECOND + 1e-6);
      }
    }),
    { numRuns: 15 },
  );
});
