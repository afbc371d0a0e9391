import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../../core/model/time.ts';
import { type Opened, open, orderForm } from './opened.ts';

const statuses = async (kite: Opened, count: number, method: string, path: string, form?: Record<string, string>) => {
  const answers: number[] = [];
  for (let at = 0; at < count; at++) answers.push((await kite.send(method, path, form)).status);
  return answers;
};

describe('limits', () => {
  it.each([
    ['GET', '/quote/ltp?i=NSE:INFY', 1],
    ['GET', '/instruments/historical/408065/day?from=2026-11-17&to=2026-11-17', 3],
    ['GET', '/user/profile', 10],
    ['POST', '/orders/regular', 10],
  ])('let %s %s through %d times a second', async (method, path, most) => {
    const kite = await open();
    kite.run(SECOND);
    const form = method === 'POST' ? orderForm({ order_type: 'LIMIT', price: '1' }) : undefined;
    expect(await statuses(kite, most + 1, method, path, form)).toEqual([...Array(most).fill(200), 429]);
    const answer = await kite.send(method, path, form);
    expect(await answer.json()).toEqual({
      status: 'error',
      message: 'Too many requests',
      data: null,
      error_type: 'NetworkException',
    });
    kite.run(SECOND);
    expect(await statuses(kite, 1, method, path, form)).toEqual([200]);
  });

  it('let four hundred orders through a minute', async () => {
    const kite = await open({ quiet: true });
    const form = orderForm({ quantity: '1' });
    const answers: number[] = [];
    for (let second = 0; second < 41; second++) {
      kite.clock.advance(SECOND);
      answers.push(
        ...(await Promise.all(Array.from({ length: 10 }, () => kite.send('POST', '/orders/regular', form)))).map(
          ({ status }) => status,
        ),
      );
    }
    expect(answers.filter((status) => status === 400)).toHaveLength(400);
    expect(answers.slice(400)).toEqual(Array(10).fill(429));
    kite.clock.advance(MINUTE);
    expect(await statuses(kite, 1, 'POST', '/orders/regular', form)).toEqual([400]);
  });
});
