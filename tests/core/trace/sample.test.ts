import { AsyncResource } from 'node:async_hooks';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../core/random.ts';
import { compileRates } from '../../../core/trace/sample.ts';
import { recording, told } from './recording.ts';

describe('rates', () => {
  it('go by name or group, the first that fits', () => {
    const rate = compileRates([
      { match: 'core/ladder/*', rate: 0.1 },
      { match: 'desk.orders', rate: 1 },
      { match: '*.row', rate: 0 },
      { match: 'desk*', rate: 0.5 },
    ]);
    expect([
      rate('core/ladder/walk.row', 'core'),
      rate('server/desk.submit', 'desk.orders'),
      rate('server/desk.route', 'desk.orders.more'),
      rate('server/grid.row', 'desk.ordersmore'),
      rate('server/desk.cancel', 'desk.positions'),
      rate('coreXladder/walk', 'other'),
    ]).toEqual([0.1, 1, 1, 0, 0.5, undefined]);
  });
});

describe('sampling', () => {
  it('is decided where a trace begins, for everything in it', async () => {
    const random = new Random(1);
    const { tracer, records } = recording({}, { random: () => random.uniform() });
    const leaf = tracer.monitor(() => 1, { name: 'leaf', sample: 0.001 });
    const root = tracer.monitor(
      async () => {
        await undefined;
        return leaf() + leaf();
      },
      { name: 'root', sample: 0.25 },
    );
    for (let n = 0; n < 1_000; n++) await root();
    const roots = records.filter(({ process }) => process.name === 'root').length;
    expect(roots).toBeGreaterThan(200);
    expect(roots).toBeLessThan(300);
    expect(records.length).toBe(roots * 3);
    expect(records.every(({ depth, parent }) => depth === 0 || parent > 0)).toBe(true);
  });

  it('is what the settings say before what the code says, also when they change', () => {
    const { tracer, records } = recording({ sample: [{ match: 'a', rate: 0 }] });
    const a = tracer.monitor(() => 1, { name: 'a', sample: 1 });
    const b = tracer.monitor(() => 1, { name: 'b', sample: 0 });
    a();
    b();
    expect(records).toEqual([]);
    tracer.configure({ sample: [{ match: 'b', rate: 1 }] });
    a();
    b();
    expect(told(records)).toEqual(['a() → result=1', 'b() → result=1']);
  });

  it('keeps every error, under the nearest call above that is recorded, in one trace', async () => {
    const { tracer, records } = recording({ sample: [{ match: '*', rate: 0 }] });
    const bad = tracer.monitor(
      async (id: string) => {
        await undefined;
        throw new Error(id);
      },
      { name: 'bad', about: (id: string) => `order ${id}` },
    );
    const caught = tracer.monitor(async (id: string) => bad(id).catch(() => undefined), { name: 'caught' });
    const failing = tracer.monitor(
      async () => {
        await caught('T-1');
        return bad('T-2');
      },
      { name: 'failing' },
    );
    const root = tracer.monitor(() => Promise.allSettled([failing(), caught('T-3')]), { name: 'root' });
    await root();
    const nameOf = new Map(records.map(({ span, process }) => [span, process.name]));
    expect(
      records.map(({ process, subject, inputs, parent, caller, depth, root: first }) => [
        process.name,
        subject,
        inputs,
        nameOf.get(parent),
        caller?.name,
        depth,
        first,
      ]),
    ).toEqual([
      ['bad', 'order T-1', ['T-1'], 'failing', 'failing', 3, 1],
      ['bad', 'order T-3', ['T-3'], undefined, undefined, 2, 1],
      ['bad', 'order T-2', ['T-2'], 'failing', 'failing', 2, 1],
      ['failing', undefined, [], undefined, undefined, 1, 1],
    ]);
  });
});

describe('what a call left behind', () => {
  it('belongs to it for ten seconds, then begins traces of its own', () => {
    const { tracer, records, pass } = recording();
    const leaf = tracer.monitor(() => tracer.current(), { name: 'leaf' });
    let later: (() => unknown) | undefined;
    const opens = tracer.monitor(
      () => {
        later = AsyncResource.bind(leaf);
      },
      { name: 'opens' },
    );
    opens();
    pass(9_000_000);
    later?.();
    pass(1_100_000);
    later?.();
    expect(records.map(({ process, depth }) => [process.name, depth])).toEqual([
      ['opens', 0],
      ['leaf', 1],
      ['leaf', 0],
    ]);
  });

  it('begins a new trace after a hundred calls that each set the next', async () => {
    const { tracer, records } = recording();
    let left = 250;
    await new Promise<void>((resolve) => {
      const tick = tracer.monitor(
        () => {
          left--;
          if (left === 0) resolve();
          else setImmediate(tick);
        },
        { name: 'tick' },
      );
      tick();
    });
    const depths = records.map(({ depth }) => depth);
    expect(Math.max(...depths)).toBe(100);
    expect(depths.filter((depth) => depth === 0).length).toBe(3);
  });
});
