import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountId, clientOrderId, executionId, venueOrderId } from '../../../core/model/ids.ts';
import type { OrderEvent, OrderEventBody, OrderIntent, OrderTerms } from '../../../core/model/order.ts';
import { priceFromDecimal } from '../../../core/model/price.ts';
import { quantity } from '../../../core/model/quantity.ts';
import { instant } from '../../../core/model/time.ts';
import { applyOrderEvent, foldOrder } from '../../../core/orders/apply.ts';

const price = priceFromDecimal('110.25');
const intent: OrderIntent = {
  clientOrderId: clientOrderId('O-1'),
  instrument: 'ZNZ6',
  account: accountId('DEMO'),
  strategy: 'manual',
  side: 'buy',
  type: 'stop_limit',
  quantity: quantity(10),
  price,
  stopPrice: price,
  timeInForce: 'day',
};

const at = (ts: number, body: OrderEventBody): OrderEvent => ({
  ...body,
  clientOrderId: intent.clientOrderId,
  tsEvent: instant(ts),
  tsInit: instant(ts),
});
const terms = (contracts: number): OrderTerms => ({ quantity: quantity(contracts), price, stopPrice: price });
const intended = at(0, { type: 'intended', intent });
const accepted = at(1, { type: 'accepted', venueOrderId: venueOrderId('V-1') });
const ask = (ts: number, contracts: number) => at(ts, { type: 'replace_requested', terms: terms(contracts) });
const done = (ts: number, contracts: number) => at(ts, { type: 'replaced', terms: terms(contracts) });
const refused = (ts: number) => at(ts, { type: 'replace_rejected', reason: 'too late' });
const triggered = (ts: number) => at(ts, { type: 'triggered' });
const canceled = (ts: number) => at(ts, { type: 'canceled', reason: 'asked' });
const fill = (ts: number, contracts: number) =>
  at(ts, {
    type: 'filled',
    executionId: executionId(`E-${ts}`),
    price,
    quantity: quantity(contracts),
    liquidity: 'maker',
  });

const outcome = (...events: OrderEvent[]): unknown[] => {
  const { order, problems } = foldOrder([intended, accepted, ...events]);
  const { status, terms: stands, filledQuantity, leavesQuantity, replacing, triggered: woken } = order!;
  const codes = problems.map(({ code }) => code);
  return [status, stands.quantity, filledQuantity, leavesQuantity, replacing?.quantity ?? null, woken, codes];
};

describe('a replacement', () => {
  test.each<[string, OrderEvent[], unknown[]]>([
    ['asked for', [ask(2, 15)], ['working', 10, 0, 10, 15, false, []]],
    ['done', [ask(2, 15), done(3, 15)], ['working', 15, 0, 15, null, false, []]],
    ['refused', [ask(2, 15), refused(3)], ['working', 10, 0, 10, null, false, []]],
    ['of a part of it', [fill(2, 4), ask(3, 6), done(4, 6)], ['partially_filled', 6, 4, 2, null, true, []]],
    ['down to what is filled', [fill(2, 4), ask(3, 4), done(4, 4)], ['filled', 4, 4, 0, null, true, []]],
    ['answered by a cancel', [fill(2, 4), ask(3, 3), canceled(4)], ['canceled', 10, 4, 6, 3, true, []]],
    ['by more, filled before word of it', [ask(2, 15), fill(4, 12)], ['partially_filled', 15, 12, 3, null, true, []]],
    [
      'by more, word of it after a fill of all',
      [ask(2, 15), fill(4, 10), done(3, 15)],
      ['partially_filled', 15, 10, 5, null, true, []],
    ],
    ['that comes after a cancel', [ask(2, 15), canceled(4), done(3, 15)], ['canceled', 15, 0, 15, null, false, []]],
    [
      'by more, its end heard first',
      [ask(2, 15), fill(4, 10), canceled(5), done(3, 15)],
      ['canceled', 15, 10, 5, null, true, []],
    ],
    [
      'that is older than the newest',
      [ask(2, 15), done(3, 15), ask(4, 12), done(5, 12), done(3, 15)],
      ['working', 12, 0, 12, null, false, []],
    ],
    [
      'told again after its answer',
      [ask(2, 15), done(3, 15), ask(2, 15), done(3, 15)],
      ['working', 15, 0, 15, null, false, []],
    ],
    ['that nobody asked for', [done(3, 12)], ['working', 12, 0, 12, null, false, []]],
    ['with more filled than either', [ask(2, 15), fill(4, 16)], ['working', 10, 0, 10, 15, false, ['overfilled']]],
    ['after a refusal', [ask(2, 15), refused(3), fill(4, 12)], ['working', 10, 0, 10, null, false, ['overfilled']]],
  ])('%s', (_name, events, expected) => {
    expect(outcome(...events)).toEqual(expected);
  });
});

test('a stop is woken once, by its word or by a fill that comes before it', () => {
  expect(outcome(triggered(2))).toEqual(['working', 10, 0, 10, null, true, []]);
  expect(outcome(fill(3, 2), triggered(2))).toEqual(['partially_filled', 10, 2, 8, null, true, []]);
  expect(outcome(canceled(3), triggered(2))).toEqual(['canceled', 10, 0, 10, null, true, []]);
});

/** What a venue and a desk do to one order, as they can happen: the model that lives are made of. */
type Step = { readonly fill: number } | { readonly replace: number; readonly answer: boolean } | 'trigger' | 'cancel';

interface Lived {
  readonly event: OrderEvent;
  readonly ours: boolean;
}

/** A life in the order of the venue. `ours` are requests, journalled before anything that follows from them. */
function live(steps: readonly Step[]): Lived[] {
  const life: Lived[] = [{ event: accepted, ours: false }];
  let whole = 10;
  let done = 0;
  let ts = 10;
  const add = (body: OrderEventBody, ours = false) => life.push({ event: at(++ts, body), ours });
  for (const step of steps) {
    if (whole === done) break;
    if (step === 'trigger') add({ type: 'triggered' });
    else if (step === 'cancel') {
      add({ type: 'canceled', reason: 'asked' });
      break;
    } else if ('fill' in step) {
      const contracts = Math.min(step.fill, whole - done);
      done += contracts;
      life.push({ event: fill(++ts, contracts), ours: false });
    } else {
      add({ type: 'replace_requested', terms: terms(step.replace) }, true);
      if (!step.answer) add({ type: 'replace_rejected', reason: 'no' });
      else if (step.replace <= done) {
        add({ type: 'canceled', reason: 'no more than is filled' });
        break;
      } else {
        whole = step.replace;
        add({ type: 'replaced', terms: terms(whole) });
      }
    }
  }
  return life;
}

/** Another order of arrival: a request comes after the answer to the one before it, and before whatever happened after it. */
function arrive(life: readonly Lived[], delays: readonly number[]): OrderEvent[] {
  let floor = 0;
  let latestAnswer = 0;
  const due = life.map(({ event, ours }, index) => {
    let when = index + (ours ? 0 : (delays[index % delays.length] ?? 0));
    if (ours) {
      when = Math.max(when, latestAnswer + 0.5, floor);
      floor = when;
    } else {
      when = Math.max(when, floor + 0.1);
      if (event.type.startsWith('replace')) latestAnswer = when;
    }
    return { event, when };
  });
  return [...due].sort((a, b) => a.when - b.when).map(({ event }) => event);
}

describe('laws of replacements', () => {
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ fill: fc.integer({ min: 1, max: 8 }) }),
    fc.record({ replace: fc.integer({ min: 1, max: 25 }), answer: fc.boolean() }),
    fc.constantFrom<Step>('trigger', 'cancel'),
  );
  const delays = fc.array(fc.nat(12), { minLength: 1, maxLength: 12 });

  /** All but when we learned of it, the order in which executions came, and why an open order was refused something. */
  const settled = (events: readonly OrderEvent[]) => {
    const { order, problems } = foldOrder([intended, ...events]);
    const { reason, ...rest } = order!;
    return {
      ...rest,
      tsUpdated: 0,
      executions: [...rest.executions].sort(),
      reason: rest.status === 'canceled' ? reason : undefined,
      problems,
    };
  };

  test('whatever is late or told again, the order ends as the venue has it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), delays, (steps, late) => {
        const life = live(steps);
        const told = life.map(({ event }) => event);
        const arrived = arrive(life, late);
        expect(settled(arrived)).toEqual(settled(told));
        expect(settled([...arrived, ...arrived])).toEqual(settled(told));
      }),
      { numRuns: 400 },
    );
  });

  test('fills and leaves are the quantity as it stands, and a repeat changes nothing', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), delays, (steps, late) => {
        let order = foldOrder([intended]).order!;
        for (const event of arrive(live(steps), late)) {
          order = applyOrderEvent(order, event).order!;
          expect(order.leavesQuantity).toBe(Math.max(0, order.terms.quantity - order.filledQuantity));
          expect(order.status === 'filled').toBe(order.filledQuantity > 0 && order.leavesQuantity === 0);
          expect(applyOrderEvent(order, event).order).toBe(order);
        }
      }),
    );
  });
});
