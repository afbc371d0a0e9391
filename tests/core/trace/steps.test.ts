import { describe, expect, it } from 'vitest';
import { recording, told } from './recording.ts';

const pause = () => new Promise((resolve) => setTimeout(resolve, 1));

function generators() {
  const made = recording();
  const { tracer } = made;
  const price = tracer.monitor((row: number) => row * 10, { name: 'price' });
  return {
    ...made,
    price,
    rows: tracer.monitor(
      function* rows(count: number): Generator<number, string, string | undefined> {
        let told: string | undefined;
        for (let row = 0; row < count; row++) told = yield price(row);
        return `all, ${told}`;
      },
      { name: 'rows' },
    ),
    pages: tracer.monitor(
      async function* pages(count: number): AsyncGenerator<number, void, undefined> {
        for (let page = 0; page < count; page++) {
          await pause();
          yield price(page);
          await pause();
        }
      },
      { name: 'pages' },
    ),
  };
}

describe('a monitored generator', () => {
  it('is recorded from its creation to its end, with its steps inside and not what stands between', () => {
    const { rows, price, records } = generators();
    const seen: number[] = [];
    for (const row of rows(2)) {
      price(100 + row);
      seen.push(row);
    }
    expect(seen).toEqual([0, 10]);
    expect(told(records)).toEqual([
      'rows(2) → yielded=2 result=all, undefined',
      '  price(0) → result=0',
      'price(100) → result=1000',
      '  price(1) → result=10',
      'price(110) → result=1100',
    ]);
  });

  it('is told values and asked with yield* like any other', () => {
    const { rows, records, tracer } = generators();
    const outer = tracer.monitor(function* outer(): Generator<number, string, string> {
      return yield* rows(1);
    });
    const steps = outer();
    expect([steps.next(), steps.next('six'), steps.next()]).toEqual([
      { value: 0, done: false },
      { value: 'all, six', done: true },
      { value: undefined, done: true },
    ]);
    expect(told(records)).toEqual([
      'outer() → yielded=1 result=all, six',
      '  rows(1) → yielded=1 result=all, six',
      '    price(0) → result=0',
    ]);
  });

  it('is recorded when it is abandoned, before its first step too', () => {
    const { rows, records } = generators();
    for (const _ of rows(5)) break;
    expect(rows(3).return('never begun')).toEqual({ value: 'never begun', done: true });
    const error = new Error('enough');
    const third = rows(3);
    third.next();
    expect(() => third.throw(error)).toThrow(error);
    expect(told(records)).toEqual([
      'rows(5) → yielded=1',
      '  price(0) → result=0',
      'rows(3) → yielded=0 result=never begun',
      'rows(3) ✗',
      '  price(0) → result=0',
    ]);
  });

  it('stays a generator of its function', () => {
    const { rows } = generators();
    const steps = rows(1);
    expect(steps).toBeInstanceOf(rows);
    expect(steps[Symbol.iterator]()).toBe(steps);
    expect(Object.keys(steps)).toEqual([]);
    expect(Object.prototype.toString.call(steps)).toBe('[object Generator]');
  });

  it('leaves to the asker what the asker does wrong', () => {
    const { tracer, records } = recording();
    const own: { steps?: Generator<number> } = {};
    const selfish = tracer.monitor(function* selfish(): Generator<number> {
      try {
        own.steps?.next();
      } catch {
        yield 1;
      }
    });
    own.steps = selfish();
    expect([...own.steps]).toEqual([1]);
    expect(told(records)).toEqual(['selfish() → yielded=1']);
  });
});

describe('a monitored async generator', () => {
  it('has its steps inside, across its awaits', async () => {
    const { pages, price, records } = generators();
    for await (const page of pages(2)) {
      await pause();
      price(100 + page);
    }
    expect(told(records)).toEqual([
      'pages(2) → yielded=2',
      '  price(0) → result=0',
      'price(100) → result=1000',
      '  price(1) → result=10',
      'price(110) → result=1100',
    ]);
  });

  it('is recorded when it is abandoned and when it fails, asked ahead of its answers', async () => {
    const { pages, records, tracer } = generators();
    for await (const _ of pages(5)) break;
    const failing = tracer.monitor(async function* failing(): AsyncGenerator<number> {
      yield 1;
      await pause();
      throw new Error('no more pages');
    });
    const steps = failing();
    const asked = await Promise.allSettled([steps.next(), steps.next(), steps.next()]);
    expect(asked).toEqual([
      { status: 'fulfilled', value: { value: 1, done: false } },
      { status: 'rejected', reason: new Error('no more pages') },
      { status: 'fulfilled', value: { value: undefined, done: true } },
    ]);
    expect(told(records)).toEqual(['pages(5) → yielded=1', '  price(0) → result=0', 'failing() ✗']);
  });
});
