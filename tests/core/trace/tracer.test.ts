import { describe, expect, it } from 'vitest';
import { Printed } from '../../../core/trace/span-record.ts';
import { recording, told } from './recording.ts';

describe('a monitored function', () => {
  it('records what it was, what went in and what came out', () => {
    const { tracer, records } = recording();
    const add = tracer.monitor((a: number, b: number, _named: { c: number }) => a + b, {
      name: 'core/sum.add',
      group: 'sums',
    });
    expect(add(1, 2, { c: 3 })).toBe(3);
    expect(records).toMatchObject([
      {
        process: {
          name: 'core/sum.add',
          group: 'sums',
          parameters: ['a', 'b', '_named'],
          source: expect.stringContaining('=> a + b'),
        },
        span: 1,
        parent: 0,
        caller: undefined,
        root: 1,
        remote: undefined,
        depth: 0,
        start: 1,
        duration: 0.001,
        error: undefined,
        inputs: [1, 2, new Printed('{c: 3}')],
        outputs: [['result', 3]],
        subject: undefined,
        cpu: undefined,
        memory: undefined,
      },
    ]);
  });

  it('knows its parent across awaits, timers and promises that wait for each other', async () => {
    const { tracer, records } = recording();
    const pause = () => new Promise((resolve) => setTimeout(resolve, 1));
    const leaf = tracer.monitor((n: number) => n, { name: 'leaf' });
    const slow = tracer.monitor(
      async (n: number) => {
        await pause();
        leaf(n);
        await pause();
        return leaf(n + 1);
      },
      { name: 'slow' },
    );
    const timer = tracer.monitor(
      () => {
        setTimeout(() => leaf(99), 1);
      },
      { name: 'timer' },
    );
    const all = tracer.monitor(
      async () => {
        timer();
        await Promise.all([slow(1), slow(10)]);
        await pause();
      },
      { name: 'all' },
    );
    await all();
    const tree = (parent: number): unknown[] =>
      records
        .filter((record) => record.parent === parent)
        .map((record) => [record.process.name, record.caller?.name, ...tree(record.span)])
        .sort();
    expect(tree(0)).toEqual([
      [
        'all',
        undefined,
        ['slow', 'all', ['leaf', 'slow'], ['leaf', 'slow']],
        ['slow', 'all', ['leaf', 'slow'], ['leaf', 'slow']],
        ['timer', 'all', ['leaf', 'timer']],
      ],
    ]);
    expect(new Set(records.map(({ root }) => root)).size).toBe(1);
  });

  it('records errors and throws the same ones', async () => {
    const { tracer, records } = recording();
    const error = new Error('no such order');
    const bad = tracer.monitor(() => {
      throw error;
    });
    const worse = tracer.monitor(async () => {
      throw error;
    });
    expect(() => bad()).toThrow(error);
    await expect(worse()).rejects.toBe(error);
    expect(told(records)).toEqual(['<anonymous>() ✗', '<anonymous>() ✗']);
    expect(records[0]?.error).toMatch(/^Error: no such order\n {4}at /);
  });
});
