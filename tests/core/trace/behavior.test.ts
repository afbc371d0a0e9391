import { describe, expect, it } from 'vitest';
import { Printed } from '../../../core/trace/span-record.ts';
import { recording, told } from './recording.ts';

describe('what is monitored stays itself', () => {
  it('keeps name, length, prototype and whatever hangs on it', () => {
    const { tracer } = recording();
    const work = Object.assign(
      function submit(this: { desk: string }, id: string, _more?: number) {
        return `${this.desk} ${id}`;
      },
      { version: 2 },
    );
    const wrapped = tracer.monitor(work);
    expect([wrapped.name, wrapped.length, Object.getOwnPropertyDescriptor(wrapped, 'version')?.value]).toEqual([
      'submit',
      2,
      2,
    ]);
    expect(wrapped.call({ desk: 'rates' }, 'T-1')).toBe('rates T-1');
    const later = tracer.monitor(async () => 1);
    expect(Object.prototype.toString.call(later)).toBe('[object AsyncFunction]');
  });

  it('can be constructed', () => {
    const { tracer } = recording();
    class Venue {
      static readonly kind = 'paper';
      readonly name: string;
      constructor(name: string) {
        this.name = name;
      }
    }
    const Wrapped: unknown = tracer.monitor(Venue as never);
    const made: unknown = Reflect.construct(Wrapped as never, ['CME']);
    expect(made).toEqual(new Venue('CME'));
    expect(made).toBeInstanceOf(Venue);
    expect(made).toBeInstanceOf(Wrapped);
    expect(Reflect.get(Wrapped as object, 'kind')).toBe('paper');
  });

  it('gives the very result, be it a promise that others hold, and the very error', async () => {
    const { tracer, records } = recording();
    const promise = Promise.resolve(1);
    const result = { deep: [1] };
    expect(tracer.monitor(() => promise)()).toBe(promise);
    expect(tracer.monitor(() => result)()).toBe(result);
    await promise;
    const thrown = { not: 'an error' };
    const failing = tracer.monitor(() => {
      throw thrown;
    });
    try {
      failing();
    } catch (error) {
      expect(error).toBe(thrown);
    }
    await Promise.resolve();
    expect(records.map(({ error, outputs }) => error ?? outputs?.map(String))).toEqual([
      ['result[deep],[object Object]'],
      ['result,1'],
      'Thrown, and no Error: {not: "an error"}',
    ]);
  });

  it('leaves a rejection that nobody handles unhandled', async () => {
    const { tracer } = recording();
    const unhandled: unknown[] = [];
    const listeners = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', (reason) => unhandled.push(reason));
    try {
      const error = new Error('nobody looks');
      void tracer.monitor(async () => {
        throw error;
      })();
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(unhandled).toEqual([error]);
    } finally {
      process.removeAllListeners('unhandledRejection');
      for (const listener of listeners) process.on('unhandledRejection', listener);
    }
  });

  it('starts no lazy query, and listens to whoever asks it', async () => {
    const { tracer, records } = recording();
    let runs = 0;
    const query = {
      // biome-ignore lint/suspicious/noThenProperty: query builders are like this
      then(resolved: (rows: number) => unknown) {
        runs++;
        return Promise.resolve(7).then(resolved);
      },
    };
    const select = tracer.monitor((_table: string) => query, { name: 'select' });
    const built = select('fills');
    expect(built).toBe(query);
    await Promise.resolve();
    expect([runs, records.length]).toEqual([0, 0]);
    expect(await built).toBe(7);
    expect([runs, told(records)]).toEqual([1, ['select(fills) → result=7']]);
    const refused = Object.freeze({
      // biome-ignore lint/suspicious/noThenProperty: as above
      then: (resolved: (rows: number) => unknown) => resolved(8),
    });
    expect(await tracer.monitor(() => refused, { name: 'frozen' })()).toBe(8);
    expect(records.map((record) => record.process.name)).toEqual(['select', 'frozen']);
  });

  it('bears values that throw when they are looked at, a sink that throws and an `about` that throws', () => {
    const hostile = new Proxy(() => undefined, {
      get() {
        throw new Error('do not look');
      },
      getPrototypeOf() {
        throw new Error('do not look');
      },
      ownKeys() {
        throw new Error('do not look');
      },
    });
    const { tracer, records } = recording({
      serializer: () => ({
        snapshot: (value) => String(Reflect.get(value as object, 'x')),
        named: (_, value) => String(Reflect.get(value as object, 'x')),
        outputs: (value) => [['result', String(Reflect.get(value as object, 'x'))]],
        masks: (name) => name === 'secret',
        text: () => {
          throw new Error('no text');
        },
      }),
    });
    const give = tracer.monitor((value: unknown, secret: unknown) => secret ?? value, {
      name: 'give',
      about: () => {
        throw new Error('about what?');
      },
    });
    expect(give(hostile, hostile)).toBe(hostile);
    const getter = Object.defineProperty({}, 'then', {
      get() {
        throw new Error('do not look');
      },
    });
    expect(give(getter, undefined)).toBe(getter);
    const bad = tracer.monitor(() => {
      throw hostile;
    });
    let caught: unknown;
    try {
      bad();
    } catch (error) {
      caught = error;
    }
    expect(caught).toBe(hostile);
    expect(records.map(({ inputs, outputs, error, subject }) => [inputs.length, outputs, error, subject])).toEqual([
      [2, [['result', new Printed('<unknown>')]], undefined, undefined],
      [2, [['result', 'undefined']], undefined, undefined],
      [0, undefined, 'Thrown, and it cannot be printed.', undefined],
    ]);
    tracer.sink = {
      put() {
        throw new Error('full');
      },
    };
    expect(give(1, 2)).toBe(2);
  });

  it('costs and records nothing when it is off', () => {
    const { tracer, records } = recording();
    const add = tracer.monitor((a: number, b: number) => a + b);
    tracer.enabled = false;
    expect(add(1, 2)).toBe(3);
    expect(tracer.span('sum', {}, () => add(3, 4))).toBe(7);
    expect(records).toEqual([]);
    tracer.enabled = true;
    add(1, 2);
    expect(records.length).toBe(1);
  });
});
