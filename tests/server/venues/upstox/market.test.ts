import fc from 'fast-check';
import protobuf from 'protobufjs/light.js';
import { expect, test } from 'vitest';
import type { AccountId } from '../../../../core/model/ids.ts';
import { priceToDecimal } from '../../../../core/model/price.ts';
import { instant } from '../../../../core/model/time.ts';
import type { VenueEvent } from '../../../../core/venue/port.ts';
import { messages } from '../../../../server/venues/upstox/feed/messages.ts';
import { Market } from '../../../../server/venues/upstox/market.ts';
import { Portfolio } from '../../../../server/venues/upstox/portfolio.ts';

const type = protobuf.Root.fromJSON(messages).lookupType('FeedResponse');
const started = 1_795_250_000_000;

function listening() {
  const events: VenueEvent[] = [];
  const problems: string[] = [];
  const market = new Market({
    instrumentOf: (key) => ({ 'NSE_FO|1': 'OPTION', 'NSE_INDEX|Nifty 50': 'NIFTY' })[key],
    emit: (event) => void events.push(event),
    dispatch: () => undefined,
    malformed: ({ reason }) => void problems.push(reason),
    now: () => instant(started * 1_000),
  });
  const send = (at: number, feeds: Record<string, unknown>) =>
    market.take(type.encode(type.fromObject({ type: 'live_feed', currentTs: started + at, feeds })).finish());
  /** What was said since the last time, in words. */
  const said = (): string[] =>
    events.splice(0).flatMap((event) => {
      if (event.type === 'quote') {
        const { bid, bidSize, ask, askSize } = event.quote;
        return [
          `${bidSize}@${bid === undefined ? '-' : priceToDecimal(bid)} ${askSize}@${ask === undefined ? '-' : priceToDecimal(ask)}`,
        ];
      }
      if (event.type === 'trade') {
        const { aggressor, quantity, price, tsEvent } = event.trade;
        return [`${aggressor} ${quantity}@${priceToDecimal(price)} +${tsEvent / 1_000 - started}`];
      }
      return [];
    });
  return { market, events, problems, send, said };
}

const full = (
  ltp: number,
  ltt: number,
  vtt: number,
  levels: readonly (readonly [number, number, number, number])[],
) => ({
  'NSE_FO|1': {
    requestMode: 'full_d5',
    fullFeed: {
      marketFF: {
        ltpc: { ltp, ltt: started + ltt, ltq: 75 },
        vtt,
        marketLevel: { bidAskQuote: levels.map(([bidQ, bidP, askQ, askP]) => ({ bidQ, bidP, askQ, askP })) },
      },
    },
  },
});

test('a trade is what the volume grew by, and who took is whose quote it met', () => {
  const { market, send, said } = listening();
  send(0, full(10, -60_000, 1_000, [[75, 9.95, 150, 10.05]]));
  expect(said()).toEqual(['75@9.95 150@10.05']);
  send(1, full(10.05, 1, 1_150, [[75, 9.95, 75, 10.1]]));
  expect(said()).toEqual(['buy 150@10.05 +1', '75@9.95 75@10.1']);
  send(2, full(9.95, 2, 1_225, [[0, 0, 75, 10.1]]));
  expect(said()).toEqual(['sell 75@9.95 +2', '0@- 75@10.1']);
  send(3, full(9.95, 2, 1_225, [[0, 0, 75, 10.1]]));
  expect(said()).toEqual([]);
  expect(market.depth('OPTION')).toMatchObject({ bids: [], asks: [{ price: 10_100_000_000, quantity: 75 }] });
});

test('a message that was overtaken, or comes twice, changes nothing', () => {
  const { send, said } = listening();
  send(0, full(10, 0, 1_000, [[75, 9.95, 150, 10.05]]));
  send(5, full(10.05, 5, 1_075, [[75, 9.95, 75, 10.05]]));
  said();
  send(3, full(10, 3, 1_000, [[75, 9.9, 75, 10]]));
  send(5, full(10.05, 5, 1_075, [[75, 9.95, 75, 10.05]]));
  expect(said()).toEqual([]);
  send(6, full(10.05, 6, 1_150, [[75, 9.95, 75, 10.05]]));
  expect(said()).toEqual(['buy 75@10.05 +6']);
});

test('after a reconnect nothing is known, and nothing is made up of what was missed', () => {
  const { market, send, said } = listening();
  send(0, full(10, 0, 1_000, [[75, 9.95, 150, 10.05]]));
  market.forget();
  said();
  expect(market.depth('OPTION')).toBeUndefined();
  send(9, full(11, 9, 5_000, [[75, 10.95, 150, 11.05]]));
  expect(said()).toEqual(['75@10.95 150@11.05']);
});

test('an index has a price and is not traded', () => {
  const { send, said } = listening();
  const index = (ltp: number, ltt: number) => ({
    'NSE_INDEX|Nifty 50': { requestMode: 'full_d5', fullFeed: { indexFF: { ltpc: { ltp, ltt: started + ltt } } } },
  });
  send(0, index(26_000.1, 0));
  send(1_000, index(26_001.35, 1_000));
  send(2_000, index(25_999.9, 2_000));
  send(3_000, index(25_999.9, 2_000));
  expect(said()).toEqual(['buy 0@26001.35 +1000', 'sell 0@25999.9 +2000']);
});

test('what single precision leaves behind a price is none of it', () => {
  const { send, said } = listening();
  send(0, full(52.04999923706055, 0, 1, [[75, 52.04999923706055, 75, 52.09999847412109]]));
  expect(said()).toEqual(['75@52.05 75@52.1']);
});

test('numbers that are none are told, and anybody else is left out', () => {
  const { send, said, problems } = listening();
  send(0, full(-5, 0, 1, []));
  send(0, full(5, 0, 1, [[-75, 5, 75, 5]]));
  send(0, { 'NSE_FO|2': { ltpc: { ltp: 5 } } });
  expect(said()).toEqual([]);
  expect(problems.length).toBe(2);
});

test('any frame is taken without an end, in bytes and in text', () => {
  const { market } = listening();
  const portfolio = new Portfolio({
    account: () => 'X' as AccountId,
    row: () => undefined,
    position: () => undefined,
    told: () => undefined,
    malformed: () => undefined,
  });
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .record({ update_type: fc.constantFrom('order', 'position', 'holding', 'gtt_order'), quantity: fc.anything() })
      .map((each) => {
        try {
          return JSON.stringify(each);
        } catch {
          return '';
        }
      }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), text, (bytes, said) => {
      market.take(bytes);
      portfolio.take(said);
    }),
    { numRuns: 500 },
  );
});
