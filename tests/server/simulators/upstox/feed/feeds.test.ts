import { expect, it } from 'vitest';
import { encodeFeed, feedTypes } from '../../../../../server/simulators/upstox/feed/feeds.ts';

/** Eight bytes of a double, and a number in groups of seven bits, as Protobuf writes them. */
function double(value: number): number[] {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return [...bytes];
}
function varint(value: number): number[] {
  const bytes: number[] = [];
  for (let left = BigInt(value); ; left >>= 7n) {
    const low = Number(left & 127n);
    if (left < 128n) return [...bytes, low];
    bytes.push(low | 128);
  }
}
const framed = (tag: number, bytes: readonly number[]): number[] => [tag, bytes.length, ...bytes];
const text = (value: string): number[] => [...Buffer.from(value)];

it('a message of last prices has the numbers of the published fields', () => {
  const ltpc = [9, ...double(219.3), 16, ...varint(1_740_729_552_723), 24, 75, 33, ...double(494.05)];
  // the mode is zero, which proto3 leaves out
  const feed = framed(10, ltpc);
  const entry = [...framed(10, text('NSE_FO|45450')), ...framed(18, feed)];
  const expected = [8, 1, ...framed(18, entry), 24, ...varint(1_740_729_566_039)];
  const encoded = encodeFeed({
    type: feedTypes.live_feed,
    feeds: {
      'NSE_FO|45450': { ltpc: { ltp: 219.3, ltt: 1_740_729_552_723, ltq: 75, cp: 494.05 }, requestMode: 0 },
    },
    currentTs: 1_740_729_566_039,
  });
  expect([...encoded]).toEqual(expected);
});

it('a message of the state of the market has its segments in a map', () => {
  const entry = [...framed(10, text('NSE_FO')), 16, 2];
  const expected = [8, 2, 24, ...varint(1_732_775_008_661), ...framed(34, framed(10, entry))];
  const encoded = encodeFeed({
    type: feedTypes.market_info,
    currentTs: 1_732_775_008_661,
    marketInfo: { segmentStatus: { NSE_FO: 2 } },
  });
  expect([...encoded]).toEqual(expected);
});
