import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../../core/clock.ts';
import { instant, MINUTE, SECOND } from '../../../core/model/time.ts';
import type { Look, Monitor } from '../../../server/monitors/monitor.ts';
import { Supervisor } from '../../../server/monitors/supervisor.ts';
import { tracer } from '../../../server/trace/tracer.ts';
import { ManualAlarms } from './manual-alarms.ts';

const start = instant(Date.UTC(2026, 10, 20, 15, 30) * 1_000);

function supervised(look: Monitor['look'], pace = { everySeconds: 10, timeoutSeconds: 5 }) {
  const clock = new ManualClock(start);
  const alarms = new ManualAlarms(clock);
  const ended: number[] = [];
  const supervisor = new Supervisor([{ name: 'fills', pace, look }], {
    clock,
    alarms,
    tracer,
    random: () => 0.5,
    ended: (_, failedInRow) => ended.push(failedInRow),
  });
  return { clock, alarms, supervisor, ended, line: () => supervisor.lines()[0]! };
}

const never = () => new Promise<Look>(() => {});

describe('a monitor that is supervised', () => {
  it('looks at once, then again and again', async () => {
    let looks = 0;
    const { alarms, supervisor, line } = supervised(() => {
      looks += 1;
      return { sentence: `look ${looks}` };
    });
    expect(line()).toEqual({ name: 'fills', state: 'starting', runs: 0, failures: 0, restarts: 0 });
    supervisor.start();
    await alarms.pass(25 * SECOND);
    expect(line()).toEqual({
      name: 'fills',
      state: 'well',
      lastRun: instant(start + 20 * SECOND),
      lastSuccess: instant(start + 20 * SECOND),
      runs: 3,
      failures: 0,
      restarts: 0,
      sentence: 'look 3',
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    supervisor.stop();
  });

  it('comes back later and later while it fails, and says why', async () => {
    const times: number[] = [];
    const { alarms, clock, supervisor, line, ended } = supervised(() => {
      times.push((clock.now() - start) / SECOND);
      if (times.length < 4) throw new Error('The venue is away.');
      return {};
    });
    supervisor.start();
    await alarms.pass(60 * SECOND);
    expect(times).toEqual([0, 20, 60]);
    expect(line()).toMatchObject({ state: 'failing', runs: 3, failures: 3, sentence: 'The venue is away.' });
    await alarms.pass(80 * SECOND);
    expect(line()).toMatchObject({ state: 'well', runs: 4, failures: 3 });
    expect(ended).toEqual([1, 2, 3, 0]);
    supervisor.stop();
  });

  it('is begun anew when it hangs, and what the hung look brings later counts for nothing', async () => {
    const signals: AbortSignal[] = [];
    let end: ((look: Look) => void) | undefined;
    const { alarms, supervisor, line } = supervised((signal) => {
      signals.push(signal);
      if (signals.length > 1) return { sentence: 'well again' };
      return new Promise<Look>((resolve) => {
        end = resolve;
      });
    });
    supervisor.start();
    await alarms.pass(5 * SECOND);
    expect(signals[0]?.aborted).toBe(true);
    expect(line()).toMatchObject({
      state: 'failing',
      restarts: 1,
      sentence: 'It did not end within 5.0 s and was begun anew.',
    });
    await alarms.pass(20 * SECOND);
    end?.({ sentence: 'far too late' });
    await alarms.pass(0);
    expect(line()).toMatchObject({ state: 'well', runs: 2, sentence: 'well again' });
    supervisor.stop();
  });

  it('is late without a success in three intervals', async () => {
    const { alarms, supervisor, line } = supervised(never, { everySeconds: 10, timeoutSeconds: 600 });
    supervisor.start();
    await alarms.pass(30 * SECOND);
    expect(line().state).toBe('starting');
    await alarms.pass(SECOND);
    expect(line().state).toBe('late');
    supervisor.stop();
  });

  it('looks sooner when it asks for it, or is woken, once for many wakes', async () => {
    let looks = 0;
    let end: ((look: Look) => void) | undefined;
    const { alarms, supervisor } = supervised(() => {
      looks += 1;
      if (looks === 1) return { againMilliseconds: 1_000 };
      return new Promise<Look>((resolve) => {
        end = resolve;
      });
    });
    supervisor.start();
    await alarms.pass(SECOND);
    expect(looks).toBe(2);
    for (let wake = 0; wake < 5; wake += 1) supervisor.wake('fills');
    expect(looks).toBe(2);
    end?.({});
    await alarms.pass(0);
    expect(looks).toBe(3);
    end?.({});
    await alarms.pass(0);
    expect(looks).toBe(3);
    supervisor.stop();
  });

  it('stops at once, whatever hangs, and stays so', async () => {
    let signal: AbortSignal | undefined;
    const { alarms, supervisor, line } = supervised((given) => {
      signal = given;
      return never();
    });
    supervisor.start();
    supervisor.stop();
    expect(signal?.aborted).toBe(true);
    expect(line().state).toBe('stopped');
    supervisor.wake('fills');
    supervisor.start();
    await alarms.pass(MINUTE);
    expect(line()).toMatchObject({ state: 'stopped', runs: 1 });
    expect(alarms.count).toBe(0);
  });

  it('has one look at a time, one alarm at most and true counts, whatever happens', async () => {
    const step = fc.oneof(
      fc.constant('wake' as const),
      fc.constant('end' as const),
      fc.constant('fail' as const),
      fc.integer({ min: 1, max: 30 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        let running = 0;
        let most = 0;
        let finish: { end(look: Look): void; fail(error: Error): void } | undefined;
        const { alarms, supervisor, line, ended } = supervised((signal) => {
          running += 1;
          most = Math.max(most, running);
          signal.addEventListener('abort', () => {
            running -= 1;
          });
          return new Promise<Look>((resolve, reject) => {
            const done = (work: () => void) => {
              if (!signal.aborted) running -= 1;
              finish = undefined;
              work();
            };
            finish = { end: (look) => done(() => resolve(look)), fail: (error) => done(() => reject(error)) };
          });
        });
        supervisor.start();
        for (const each of steps) {
          if (each === 'wake') supervisor.wake('fills');
          else if (each === 'end') finish?.end({});
          else if (each === 'fail') finish?.fail(new Error('no'));
          else await alarms.pass(each * SECOND);
          await alarms.pass(0);
          expect(most).toBeLessThanOrEqual(1);
          expect(alarms.count).toBe(1);
          expect(line().failures).toBe(ended.filter((count) => count > 0).length);
          expect(line().runs - ended.length).toBe(running);
        }
        supervisor.stop();
        expect(alarms.count).toBe(0);
      }),
      { numRuns: 40 },
    );
  });
});
