import { expect, test } from 'vitest';
import { beginTraces, monitorMethods } from '../../../../server/trace/instrument/methods.ts';
import { recording, told } from '../../../core/trace/recording.ts';

class Desk {
  #orders = 0;

  async submit(side: string, quantity: number): Promise<string> {
    this.count();
    return `${side} ${quantity} is order ${this.#orders}`;
  }

  count(): number {
    this.#orders += 1;
    return this.#orders;
  }
}

test('the named methods of one object are recorded, whoever calls them, and those of others are not', async () => {
  const { tracer, records } = recording();
  const desk = new Desk();
  monitorMethods(tracer, desk, 'server/desk.Desk', {
    submit: { about: (side) => `side ${side}` },
    count: {},
  });
  expect(await desk.submit('buy', 5)).toBe('buy 5 is order 1');
  await new Desk().submit('sell', 1);
  expect(told(records)).toEqual([
    'server/desk.Desk.submit(buy, 5) → result=buy 5 is order 1',
    '  server/desk.Desk.count() → result=1',
  ]);
  expect(records.map(({ subject }) => subject)).toEqual([undefined, 'side buy']);
});

test('a method that is not there is named', () => {
  const { tracer } = recording();
  const wrong = { submit: undefined } as unknown as Desk;
  expect(() => monitorMethods(tracer, wrong, 'server/desk.Desk', { submit: {} })).toThrow(
    new TypeError('server/desk.Desk has no method submit to monitor.'),
  );
});

test('an order sent from within a batch that is left out begins a trace; one sent from a request stays in it', async () => {
  const { tracer, records } = recording();
  const desk = new Desk();
  monitorMethods(tracer, desk, 'server/desk.Desk', { count: {} });
  beginTraces(tracer, desk, ['count']);
  const taken = tracer.monitor(() => desk.count(), { name: 'take', sample: 0 });
  expect(tracer.within(undefined, taken)).toBe(1);
  expect(tracer.span('http POST /api/orders', {}, () => desk.count())).toBe(2);
  expect(told(records)).toEqual([
    'server/desk.Desk.count() → result=1',
    'http POST /api/orders() → result=2',
    '  server/desk.Desk.count() → result=2',
  ]);
});
