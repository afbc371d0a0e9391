import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPlace, type Place, refusal } from './fixture.ts';

let place: Place;
beforeAll(async () => {
  place = await newPlace();
});
afterAll(() => place.remove());

const told = async (text: string): Promise<unknown[]> => {
  const recording = await place.read('trades.csv', text);
  return [...recording.play()].map((event) =>
    event.type === 'trade'
      ? [event.tsEvent, event.trade.instrument, event.trade.price, event.trade.quantity, event.trade.aggressor]
      : event.type,
  );
};

describe('a file of trades that name their instrument', () => {
  it('is what SQL gives: microseconds, several instruments, who took', async () => {
    const text = `ts,instrument,price,quantity,aggressor
2026-11-20 14:30:00.123456,ZNZ6,110.265625,3,buy
2026-11-20 14:30:00.123456,ESZ6,6123.25,1,sell
2026-11-20 14:30:01,znz6,110.25,2,S
`;
    const start = Date.UTC(2026, 10, 20, 14, 30) * 1_000;
    expect(await told(text)).toEqual([
      [start + 123_456, 'ZNZ6', 110_265_625_000, 3, 'buy'],
      [start + 123_456, 'ESZ6', 6_123_250_000_000, 1, 'sell'],
      [start + 1_000_000, 'ZNZ6', 110_250_000_000, 2, 'sell'],
    ]);
  });

  it('may write prices as the exchange does, and leave out who took', async () => {
    const text = `timestamp,symbol,price,size
2026-11-20T14:30:00Z,ZNZ6,110'085,3
2026-11-20T14:30:01Z,ESZ6,6123.25,1
2026-11-20T14:30:02Z,ZNZ6,110'080,3
`;
    const sides = (await told(text)).map((row) => (row as unknown[]).slice(1));
    expect(sides).toEqual([
      ['ZNZ6', 110_265_625_000, 3, 'buy'],
      ['ESZ6', 6_123_250_000_000, 1, 'buy'],
      ['ZNZ6', 110_250_000_000, 3, 'sell'],
    ]);
  });

  it('is refused for a side or an instrument that is none', async () => {
    const text = 'ts,instrument,price,quantity,aggressor\n1763649000000,ZNZ6,110,1,up\n1763649000000,ZNX,110,1,buy\n';
    expect(await refusal(place.read('trades.csv', text))).toMatch(
      /row 2, aggressor "up": "up" is not a side: write buy or sell\n {2}row 3, instrument "ZNX": There is no instrument "ZNX"/,
    );
  });
});
