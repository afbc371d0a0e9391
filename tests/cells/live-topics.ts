import type { CellContext, QueryResult } from '../../cells/kind.ts';
import { CellFailure } from '../../cells/kind.ts';
import type { HistoryReader } from '../../core/bars/history.ts';
import { ManualClock } from '../../core/clock.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { moneyFromDecimal } from '../../core/model/money.ts';
import { priceFromDecimal } from '../../core/model/price.ts';
import { instant, type TradeDate } from '../../core/model/time.ts';
import type { TraceReader } from '../../core/trace/query.ts';
import { emptyHistory } from '../fixtures/empty-history.ts';
import { emptyReader } from '../fixtures/empty-reader.ts';

export const zn: Instrument = {
  id: 'ZNZ6',
  root: 'ZN',
  name: '10-Year T-Note',
  exchange: 'CBOT',
  currency: 'USD',
  tick: priceFromDecimal('0.015625'),
  tickValue: moneyFromDecimal('15.625'),
  multiplier: 1_000,
  priceStyle: { kind: 'thirtySeconds', digits: 3 },
  session: 'cme',
  deliveryMonth: '2026-12',
};

export const es: Instrument = {
  id: 'ESZ6',
  root: 'ES',
  name: 'E-mini S&P 500',
  exchange: 'CME',
  currency: 'USD',
  tick: priceFromDecimal('0.25'),
  tickValue: moneyFromDecimal('12.5'),
  multiplier: 50,
  priceStyle: { kind: 'decimal', decimals: 2 },
  session: 'cme',
  deliveryMonth: '2026-12',
};

export const nifty: Instrument = {
  id: 'NIFTY',
  root: 'NIFTY',
  name: 'Nifty 50',
  exchange: 'NSE',
  currency: 'INR',
  tick: priceFromDecimal('0.05'),
  tickValue: moneyFromDecimal('0.05'),
  multiplier: 1,
  priceStyle: { kind: 'decimal', decimals: 2 },
  session: 'nse',
};

export const instruments: readonly Instrument[] = [zn, es, nifty];

/** 2026-11-20 10:31:07.250 in Chicago. */
export const now = instant(Date.UTC(2026, 10, 20, 16, 31, 7, 250) * 1_000);
export const tradeDate = '2026-11-20' as TradeDate;

/** A context over fixed topics that wakes `wakes` times and then ends. */
export function contextOf(
  topics: Readonly<Record<string, unknown>>,
  wakes = 1,
  result?: QueryResult,
  traces: TraceReader = emptyReader,
  history: HistoryReader = emptyHistory,
): CellContext {
  const clock = new ManualClock(now);
  return {
    id: 'cell',
    signal: new AbortController().signal,
    clock,
    tradeDate,
    params: new Map(),
    setting: { text: 'ZNZ6', values: [{ type: 'text', value: 'ZNZ6' }], standard: 'ZNZ6' },
    instruments: instruments.map(({ id }) => id),
    instrument(name) {
      const found = instruments.find(({ id, root }) => id === name.toUpperCase() || root === name.toUpperCase());
      if (found) return found;
      throw new CellFailure({ code: 'unknown_name', message: `There is no instrument "${name}".` });
    },
    follow: async () => undefined,
    query: () => (result ? Promise.resolve(result) : Promise.reject(new Error('there is nothing to query here'))),
    valueOf: () => undefined,
    read: <V>(topic: string) => topics[topic] as V | undefined,
    history,
    traces,
    async *changes() {
      for (let wake = 0; wake < wakes; wake++) yield;
    },
  };
}

export async function framesOf<V>(frames: AsyncIterable<V>): Promise<V[]> {
  const values: V[] = [];
  for await (const value of frames) values.push(value);
  return values;
}
