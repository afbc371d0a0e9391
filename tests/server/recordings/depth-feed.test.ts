import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { priceFromDecimal } from '../../../core/model/price.ts';
import { instant } from '../../../core/model/time.ts';
import type { ReplayEvent } from '../../../core/replay/event.ts';
import { openRecording } from '../../../server/recordings/open.ts';
import { sharedFile } from '../../cli/command.ts';
import { newPlace, type Place, refusal, settings } from './fixture.ts';

let place: Place;
beforeAll(async () => {
  place = await newPlace();
});
afterAll(() => place.remove());

const start = 1_723_161_255_000;
const line = (milliseconds: number, told: object): string => `${start + milliseconds}000000 ${JSON.stringify(told)}`;
const update = (milliseconds: number, data: object): string =>
  line(milliseconds, { stream: 'x', data: { E: start + milliseconds + 1_200, s: 'BTCUSDT', ...data } });
const difference = (milliseconds: number, U: number, u: number, pu: number, b: string[][], a: string[][]): string =>
  update(milliseconds, { e: 'depthUpdate', U, u, pu, b, a });

const feed = [
  difference(0, 1, 5, 0, [['99.9', '1.000']], []),
  line(10, {
    lastUpdateId: 7,
    bids: [['100.0', '2.500']],
    asks: [
      ['100.2', '0.001'],
      ['100.3', '4.000'],
    ],
  }),
  update(20, { e: 'trade', p: '100.20', q: '0.001', m: false }),
  update(21, { e: 'trade', p: '100.00', q: '1.250', m: true }),
  difference(30, 6, 9, 5, [['100.0', '1.250']], [['100.2', '0.000']]),
  update(31, { e: 'bookTicker', u: 9, b: '100.0', B: '1.250', a: '100.30', A: '4.000' }),
  difference(40, 12, 13, 11, [], []),
].join('\n');

describe('a raw feed', () => {
  it('gives trades, best quotes and the book, in lots', async () => {
    const recording = await place.read('feed.txt', feed);
    const price = (text: string) => priceFromDecimal(text);
    const at = (milliseconds: number) => (start + milliseconds) * 1_000;
    const of = { instrument: 'BTCUSDT' };
    expect([...recording.play()]).toEqual([
      {
        type: 'depth',
        tsEvent: at(10),
        ...of,
        snapshot: true,
        changes: [
          { side: 'buy', price: price('100'), quantity: 2_500 },
          { side: 'sell', price: price('100.2'), quantity: 1 },
          { side: 'sell', price: price('100.3'), quantity: 4_000 },
        ],
      },
      {
        type: 'trade',
        tsEvent: at(20),
        trade: { ...of, price: price('100.2'), quantity: 1, aggressor: 'buy', tsEvent: at(20) },
      },
      {
        type: 'trade',
        tsEvent: at(21),
        trade: { ...of, price: price('100'), quantity: 1_250, aggressor: 'sell', tsEvent: at(21) },
      },
      {
        type: 'depth',
        tsEvent: at(30),
        ...of,
        snapshot: false,
        changes: [
          { side: 'buy', price: price('100'), quantity: 1_250 },
          { side: 'sell', price: price('100.2'), quantity: 0 },
        ],
      },
      {
        type: 'quote',
        tsEvent: at(31),
        quote: { ...of, bid: price('100'), bidSize: 1_250, ask: price('100.3'), askSize: 4_000, tsEvent: at(31) },
      },
      { type: 'gap', tsEvent: at(40), ...of, about: 'the book’s updates stop at 9 and go on from 11' },
    ]);
    expect([recording.gaps, recording.notes]).toEqual([
      1,
      [
        'Times are the clock of whoever recorded; the exchange’s clock said 1.20 s to 1.20 s more.',
        'Quantities are in lots of 0.001 (BTCUSDT).',
        '1 difference of the book came before its snapshot and is in it already.',
      ],
    ]);
  });

  it('tells the book as it stood, or the gap, to a replay that begins in the middle', async () => {
    const recording = await place.read('feed.txt', feed);
    const at = (milliseconds: number) => instant((start + milliseconds) * 1_000);
    const first = (milliseconds: number) => [...recording.play(at(milliseconds))].slice(0, 2);
    const level = (side: string, text: string, quantity: number) => ({ side, price: priceFromDecimal(text), quantity });
    expect(first(31)).toMatchObject([
      {
        type: 'depth',
        tsEvent: at(31),
        snapshot: true,
        changes: [level('buy', '100', 1_250), level('sell', '100.3', 4_000)],
      },
      { type: 'quote', tsEvent: at(31) },
    ]);
    expect(first(0)).toMatchObject([{ type: 'depth', tsEvent: at(10), snapshot: true }, { type: 'trade' }]);
    const later = await place.read(
      'feed.txt',
      `${feed}\n${update(50, { e: 'trade', p: '100.1', q: '0.001', m: true })}`,
    );
    expect([...later.play(at(45))]).toMatchObject([{ type: 'gap', tsEvent: at(45) }, { type: 'trade' }]);
  });

  it('names a line that cannot be read and what is wrong in it', async () => {
    const bad = [
      feed,
      'noise',
      `${start + 50}000000 {"data":}`,
      update(51, { e: 'trade', p: 'abc', q: '0.001', m: false }),
      update(52, { e: 'trade', p: '100.1', q: '0.0001', m: false }),
      update(53, { e: 'trade', s: 'ETHUSDT', p: '100.1', q: '0.001', m: false }),
      update(54, { e: 'liquidation' }),
    ].join('\n');
    expect(await refusal(place.read('feed.txt', bad))).toBe(
      `feed.txt has 6 bad rows; nothing was taken. The header is row 1.
  row 8: is no time in nanoseconds with an object after it
  row 9: is no JSON after its time
  row 10, p "abc": expected a decimal number at character 1 of "abc"
  row 11, q "0.0001": expected whole lots of 0.001 at character 1 of "0.0001"
  row 12, s "ETHUSDT": There is no instrument "ETHUSDT". Did you mean BTCUSDT or ETHU4?
  row 13: is neither a depthUpdate, a trade, a bookTicker nor a snapshot`,
    );
  });
});

const recorded = await sharedFile('btcusdt_l2_20240808.gz');

/** Best prices and sizes of a book that is built from what was recorded of its depth. */
class BestOfBook {
  readonly #bids = new Map<number, number>();
  readonly #asks = new Map<number, number>();

  apply({ snapshot, changes }: Extract<ReplayEvent, { type: 'depth' }>): void {
    if (snapshot) for (const side of [this.#bids, this.#asks]) side.clear();
    for (const { side, price, quantity } of changes) {
      const levels = side === 'buy' ? this.#bids : this.#asks;
      if (quantity === 0) levels.delete(price);
      else levels.set(price, quantity);
    }
  }

  best(): readonly number[] {
    let [bid, ask] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (const price of this.#bids.keys()) if (price > bid) bid = price;
    for (const price of this.#asks.keys()) if (price < ask) ask = price;
    return [bid, this.#bids.get(bid) ?? 0, ask, this.#asks.get(ask) ?? 0];
  }
}

describe('the recorded feed of six minutes', () => {
  it.skipIf(!recorded)(
    'has no gap, and its book agrees with the best quotes of the exchange; else the shared folder is absent (DESKBOOK_SHARED)',
    async () => {
      interface Update {
        readonly e: string;
        readonly u: number;
        readonly b: string;
        readonly B: string;
        readonly a: string;
        readonly A: string;
      }
      const lines = gunzipSync(await readFile(recorded!))
        .toString()
        .trim()
        .split('\n');
      const told = lines.map(
        (text) => JSON.parse(text.slice(text.indexOf(' '))) as { data?: Update; lastUpdateId?: number },
      );
      const snapshotId = told.find(({ lastUpdateId }) => lastUpdateId !== undefined)?.lastUpdateId ?? 0;
      const updates = told.flatMap(({ data }) => (data ? [data] : []));
      const ends = updates.filter(({ e, u }) => e === 'depthUpdate' && u >= snapshotId).map(({ u }) => u);
      const quotes = updates.filter(({ e }) => e === 'bookTicker').sort((a, b) => a.u - b.u);

      const recording = await openRecording(place.folder, recorded!, settings);
      const depth = [...recording.play()].filter((event) => event.type === 'depth');
      expect([recording.gaps, depth.length, ends.length]).toEqual([0, 1 + ends.length, 6_547]);
      const book = new BestOfBook();
      const lots = (text: string): number => Math.round(Number(text) * 1_000);
      let [agree, comparable, next] = [0, 0, 0];
      depth.forEach((event, index) => {
        book.apply(event);
        const end = index === 0 ? undefined : ends[index - 1];
        if (end === undefined) return;
        while (next < quotes.length && quotes[next]!.u <= end) next += 1;
        const quote = quotes[next - 1];
        if (!quote || next === quotes.length) return;
        comparable += 1;
        const expected = [priceFromDecimal(quote.b), lots(quote.B), priceFromDecimal(quote.a), lots(quote.A)];
        if (book.best().every((value, place) => value === expected[place])) agree += 1;
      });
      expect({ comparable, agree }).toEqual({ comparable: 6_545, agree: 6_545 });
      recording.close();
    },
    60_000,
  );
});
