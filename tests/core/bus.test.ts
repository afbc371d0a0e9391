import { describe, expect, test } from 'vitest';
import { createBus } from '../../core/bus.ts';

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('topics', () => {
  test('are read as they stand', () => {
    const bus = createBus();
    let orders = 1;
    bus.define('orders', () => orders);
    orders = 2;
    expect([bus.read('orders'), bus.has('orders'), bus.has('fills'), bus.topics()]).toEqual([
      2,
      true,
      false,
      ['orders'],
    ]);
  });

  test('count their touches', () => {
    const bus = createBus();
    bus.define('orders', () => 0);
    const before = bus.version('orders');
    bus.touch('orders');
    bus.touch('orders');
    expect(bus.version('orders') - before).toBe(2);
  });

  test('are defined once, and an unknown one is an error that suggests', () => {
    const bus = createBus();
    bus.define('orders', () => 0);
    expect(() => bus.define('orders', () => 1)).toThrow('the topic "orders" is defined already');
    expect(() => bus.touch('order')).toThrow('there is no topic "order"');
    expect(() => bus.read('order')).toThrow('there is no topic "order"');
    expect(() => bus.version('order')).toThrow('there is no topic "order"');
    expect(() => bus.changes(['order'], AbortSignal.abort())).toThrow('there is no topic "order"');
  });
});

describe('listeners', () => {
  test('hear each touch with the new version until they end', () => {
    const bus = createBus();
    bus.define('a', () => 0);
    bus.define('b', () => 0);
    const heard: [string, number][] = [];
    const end = bus.onTouch((topic, version) => heard.push([topic, version]));
    bus.touch('a');
    bus.touch('b');
    bus.touch('a');
    end();
    bus.touch('a');
    expect(heard).toEqual([
      ['a', 1],
      ['b', 1],
      ['a', 2],
    ]);
  });
});

describe('changes', () => {
  function start(topics: string[]) {
    const bus = createBus();
    for (const topic of topics) bus.define(topic, () => 0);
    const abort = new AbortController();
    let wakes = 0;
    const ended = (async () => {
      for await (const _ of bus.changes(topics, abort.signal)) {
        wakes += 1;
        await settle();
      }
    })();
    return { bus, abort, ended, wakes: () => wakes };
  }

  test('come at once, then after a touch of any topic', async () => {
    const { bus, abort, ended, wakes } = start(['a', 'b']);
    await settle();
    const first = wakes();
    await settle();
    bus.touch('b');
    await settle();
    await settle();
    expect([first, wakes()]).toEqual([1, 2]);
    abort.abort();
    await ended;
  });

  test('are one wake for all touches between two pulls', async () => {
    const { bus, abort, ended, wakes } = start(['a']);
    await settle();
    await settle();
    for (let count = 0; count < 1_000; count++) bus.touch('a');
    for (let count = 0; count < 5; count++) await settle();
    expect(wakes()).toBe(2);
    abort.abort();
    await ended;
  });

  test('miss nothing that is touched while the reader is busy', async () => {
    const { bus, abort, ended, wakes } = start(['a']);
    await Promise.resolve();
    bus.touch('a');
    for (let count = 0; count < 5; count++) await settle();
    expect(wakes()).toBe(2);
    abort.abort();
    await ended;
  });

  test('end with the signal, also while waiting and before the first pull', async () => {
    const { bus, abort, ended, wakes } = start(['a']);
    await settle();
    await settle();
    abort.abort();
    await ended;
    bus.touch('a');
    await settle();
    expect(wakes()).toBe(1);
    const pulled = bus.changes(['a'], AbortSignal.abort())[Symbol.asyncIterator]();
    expect(await pulled.next()).toEqual({ done: true, value: undefined });
  });

  test('leave nothing behind when the reader stops or the signal ends', async () => {
    const bus = createBus();
    bus.define('a', () => 0);
    const signal = countingSignal();
    for (let round = 0; round < 3; round++) for await (const _ of bus.changes(['a'], signal)) break;
    expect(signal.listening()).toBe(0);
  });
});

/** A signal that tells how many listeners it has. */
function countingSignal(): AbortSignal & { listening(): number } {
  const { signal } = new AbortController();
  let count = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (type: string, listener: EventListenerOrEventListenerObject) => {
    count += 1;
    add(type, listener);
  };
  signal.removeEventListener = (type: string, listener: EventListenerOrEventListenerObject) => {
    count -= 1;
    remove(type, listener);
  };
  return Object.assign(signal, { listening: () => count });
}
