import { describe, expect, it } from 'vitest';
import { oracle } from '../../../../oracle.ts';
import { ES, type Opened, open, type Row } from '../opened.ts';
import { shape } from '../shape.ts';
import { Listener } from './listener.ts';

const examples = oracle<{ hubEvents: Readonly<Record<string, Row>> }>('projectx_examples.json')?.hubEvents;

async function listening(gateway: Opened, ...kinds: readonly string[]): Promise<Listener> {
  const listener = await Listener.open(gateway, 'market');
  for (const kind of kinds) await listener.invoke(`SubscribeContract${kind}`, ES);
  return listener;
}

const rowsOf = (args: readonly (readonly unknown[])[]): Row[] =>
  args.flatMap(([, data]) => (Array.isArray(data) ? (data as Row[]) : [data as Row]));

/** The book that a client keeps: levels by side and price; a level without volume is gone, a reset empties it. */
function bookOf(rows: readonly Row[]): { bids: [number, number][]; asks: [number, number][] } {
  const sides = { 1: new Map<number, number>(), 2: new Map<number, number>() };
  for (const { type, price, volume } of rows) {
    if (type === 6) for (const side of Object.values(sides)) side.clear();
    if (type !== 1 && type !== 2) continue;
    if (volume === 0) sides[type].delete(Number(price));
    else sides[type].set(Number(price), Number(volume));
  }
  return {
    bids: [...sides[2]].sort(([a], [b]) => b - a),
    asks: [...sides[1]].sort(([a], [b]) => a - b),
  };
}

describe('quotes', () => {
  it('come whole at first and then with what has changed', async () => {
    const gateway = await open();
    const listener = await listening(gateway, 'Quotes');
    gateway.advance(2_000);
    await listener.settle();
    const [first, ...others] = listener.of('GatewayQuote') as [string, Row][];
    if (examples) {
      const whole = shape({ ...first?.[1], lastPrice: 0, change: 0, changePercent: 0 });
      expect(whole).toEqual(shape(examples.GatewayQuote));
    }
    expect(first?.[0]).toBe(ES);
    expect(first?.[1]).toMatchObject({ symbol: 'F.US.EP', symbolName: '/ES' });
    expect(others.some(([, row]) => row.bestBid === undefined || row.bestAsk === undefined)).toBe(true);
    const { exchange } = gateway.simulator;
    const instrument = exchange.instruments[0]!.id;
    const kept = Object.assign({}, ...listener.of('GatewayQuote').map(([, row]) => row)) as Row;
    const { bids, asks } = exchange.depth(instrument)!;
    expect([kept.bestBid, kept.bestAsk, kept.lastPrice]).toEqual(
      [bids[0]?.price, asks[0]?.price, exchange.last(instrument)?.price].map((price) => Number(price) / 1e9),
    );
  });

  it('end with the subscription', async () => {
    const gateway = await open();
    const listener = await listening(gateway, 'Quotes');
    await listener.invoke('UnsubscribeContractQuotes', ES);
    const heard = listener.heard.length;
    gateway.advance(2_000);
    await listener.settle();
    expect(listener.heard.length).toBe(heard);
  });
});

describe('depth', () => {
  it('begins with a reset and the whole book, and the levels told after it keep it true', async () => {
    const gateway = await open();
    const early = await listening(gateway, 'MarketDepth');
    const { exchange } = gateway.simulator;
    const instrument = exchange.instruments[0]!.id;
    for (let turn = 0; turn < 20; turn++) gateway.advance(200);
    const late = await listening(gateway, 'MarketDepth');
    for (let turn = 0; turn < 20; turn++) gateway.advance(200);
    const { bids, asks } = exchange.depth(instrument)!;
    const expected = {
      bids: bids.map(({ price, quantity }) => [price / 1e9, quantity]),
      asks: asks.map(({ price, quantity }) => [price / 1e9, quantity]),
    };
    for (const listener of [early, late]) {
      await listener.settle();
      const told = listener.of('GatewayDepth');
      expect(rowsOf(told)[0]?.type).toBe(6);
      expect(bookOf(rowsOf(told))).toEqual(expected);
    }
    if (examples) expect(shape(rowsOf(early.of('GatewayDepth'))[1])).toEqual(shape(examples.GatewayDepth));
  });
});

describe('trades', () => {
  it('come alone or as an array, all that the market has', async () => {
    const gateway = await open();
    const listener = await listening(gateway, 'Trades');
    const traded: number[] = [];
    gateway.simulator.exchange.on((event) => {
      if (event.type === 'market_trade' && event.trade.instrument.startsWith('ES')) traded.push(event.trade.quantity);
    });
    gateway.advance(5_000);
    await new Promise((resolve) => setImmediate(resolve));
    await listener.settle();
    const rows = rowsOf(listener.of('GatewayTrade'));
    expect(rows.map(({ volume }) => volume)).toEqual(traded);
    expect(traded.length).toBeGreaterThan(10);
    if (examples) expect(shape(rows[0])).toEqual(shape(examples.GatewayTrade));
  });

  it('of a contract that is not there never come', async () => {
    const listener = await Listener.open(await open(), 'market');
    await listener.invoke('SubscribeContractTrades', 'CON.F.US.NONE.Z26');
    await listener.invoke('SubscribeContractMarketDepth', 'CON.F.US.NONE.Z26');
    expect(listener.heard).toEqual([]);
  });
});
