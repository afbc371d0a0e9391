import { describe, expect, it } from 'vitest';
import { type Job, QueryQueue } from '../../../server/analytics/queue.ts';

/** A job that ends when told, or when interrupted: then it wants to run again. */
class FakeJob implements Job {
  readonly owner: string;
  runs = 0;
  interrupts = 0;
  #end: ((ended: boolean) => void) | undefined;

  constructor(owner = '') {
    this.owner = owner;
  }

  run(): Promise<boolean> {
    this.runs++;
    return new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  interrupt(): void {
    this.interrupts++;
    this.#end?.(false);
  }

  async end(): Promise<void> {
    this.#end?.(true);
    await turn();
  }
}

const turn = (milliseconds = 0): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
const limits = { slots: 2, trialMilliseconds: 30 };
const runs = (jobs: readonly FakeJob[]): number[] => jobs.map((job) => job.runs);

describe('the queue', () => {
  it('runs two for as long as they need and tries the others one by one', async () => {
    const queue = new QueryQueue(limits);
    const jobs = Array.from({ length: 5 }, () => new FakeJob());
    for (const job of jobs) queue.add(job);
    expect(runs(jobs)).toEqual([1, 1, 1, 0, 0]);
    await turn(200);
    expect(runs(jobs)).toEqual([1, 1, 1, 1, 1]);
    expect(jobs.map((job) => job.interrupts)).toEqual([0, 0, 1, 1, 1]);
    await jobs[0]!.end();
    expect(runs(jobs)).toEqual([1, 1, 2, 1, 1]);
  });

  it('lets a short one through beside long ones', async () => {
    const queue = new QueryQueue(limits);
    for (let index = 0; index < 5; index++) queue.add(new FakeJob());
    await turn(200);
    const short = new FakeJob();
    const { done } = queue.add(short);
    expect(short.runs).toBe(1);
    await short.end();
    await done;
    expect(short.interrupts).toBe(0);
  });

  it('lets a tried one go on when a slot comes free in time', async () => {
    const queue = new QueryQueue(limits);
    const [first, second, third] = [new FakeJob(), new FakeJob(), new FakeJob()];
    for (const job of [first, second, third]) queue.add(job);
    await first.end();
    await turn(60);
    expect([third.runs, third.interrupts]).toEqual([1, 0]);
  });

  it('gives owners turns', async () => {
    const queue = new QueryQueue({ slots: 1, trialMilliseconds: 1e6 });
    const [a1, a2, a3, b1] = [new FakeJob('a'), new FakeJob('a'), new FakeJob('a'), new FakeJob('b')];
    for (const job of [a1, a2, a3, b1]) queue.add(job);
    expect(runs([a1, a2, a3, b1])).toEqual([1, 1, 0, 0]);
    await a1.end();
    expect(runs([a1, a2, a3, b1])).toEqual([1, 1, 0, 1]);
  });

  it('takes out what is canceled: at once while it waits, by interrupt while it runs', async () => {
    const queue = new QueryQueue({ slots: 1, trialMilliseconds: 1e6 });
    const [running, trying, waiting] = [new FakeJob(), new FakeJob(), new FakeJob()];
    const [first, , last] = [queue.add(running), queue.add(trying), queue.add(waiting)];
    last.cancel();
    await last.done;
    first.cancel();
    await first.done;
    expect([waiting.runs, running.runs, running.interrupts]).toEqual([0, 1, 1]);
    expect(queue.counts).toEqual({ running: 1, waiting: 0 });
  });
});
