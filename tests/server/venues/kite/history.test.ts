import { expect, test } from 'vitest';
import type { Price } from '../../../../core/model/price.ts';
import type { Quantity } from '../../../../core/model/quantity.ts';
import { DAY, instant } from '../../../../core/model/time.ts';
import { barsOf } from '../../../../server/venues/kite/history.ts';

const from = instant(Date.parse('2026-01-05T09:15:00+05:30') * 1_000);
const price = 100e9 as Price;

test('bars are asked for in the spans that Kite gives at once, and each is told once', async () => {
  const spans: string[] = [];
  const kite = {
    async candles(token: number, interval: string, { from: begin, to: end }: Record<string, unknown>) {
      spans.push(`${token} ${interval} ${begin} ${end}`);
      const at = (text: unknown) => instant(Date.parse(`${String(text).replace(' ', 'T')}+05:30`) * 1_000);
      const bar = { open: price, high: price, low: price, close: price, volume: 7 as Quantity };
      return [begin, end].map((each) => ({ tsStart: at(each), ...bar }));
    },
  };
  const to = instant(from + 100 * DAY);
  const bars = await barsOf(kite as never, 408065, { instrument: 'INFY', unit: 'minute', units: 1, from, to });
  expect(spans).toEqual([
    '408065 minute 2026-01-05 09:15:00 2026-03-06 09:15:00',
    '408065 minute 2026-03-06 09:15:00 2026-04-15 09:15:00',
  ]);
  expect(bars.map(({ tsStart }) => (tsStart - from) / DAY)).toEqual([0, 60]);
});

test('bars that Kite does not have are refused with those that it has', async () => {
  const asked = barsOf({} as never, 1, { instrument: 'INFY', unit: 'second', units: 30, from, to: from });
  await expect(asked).rejects.toThrow(
    'Kite has no bars of 30 seconds; it has those of 1, 3, 5, 10, 15, 30 and 60 minutes',
  );
});
