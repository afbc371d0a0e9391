import { type AccountId, clientOrderId } from '../model/ids.ts';
import type { Instrument } from '../model/instrument.ts';
import type { Quote } from '../model/market.ts';
import type { OrderIntent } from '../model/order.ts';
import { quantity } from '../model/quantity.ts';
import { type Instant, MINUTE, SECOND } from '../model/time.ts';
import { type Holdings, heard, holdingsOf, sent } from './holdings.ts';
import type { Step, Strategy } from './strategy.ts';

export interface TrendSettings {
  readonly name?: string;
  readonly instrument: Instrument;
  readonly account: AccountId;
  /** Put before the number of each order; another at each start. */
  readonly idPrefix: string;
  /** Contracts, long or short, while it believes in a trend. */
  readonly quantity: number;
  /** How far the quick average has to run from the slow one, in ticks. */
  readonly thresholdTicks?: number;
  /** The least time between two orders. */
  readonly paceSeconds?: number;
}

export interface TrendState {
  readonly holdings: Holdings;
  readonly sent: number;
  readonly next: Instant;
  /** Averages of the middle of the touch, in ticks: signals, not prices. */
  readonly quick: number | undefined;
  readonly slow: number | undefined;
  readonly seen: Instant;
}

const QUICK = 30 * SECOND;
const SLOW = 5 * MINUTE;

/** Takes a few contracts with the move when the quick average runs away from the slow one, and gives them back when it returns. */
export function trend(settings: TrendSettings): Strategy<TrendState> {
  const { name = 'trend', instrument, account, idPrefix, thresholdTicks = 1.2, paceSeconds = 60 } = settings;

  /** The position that the signal asks for; between the thresholds it keeps what it has. */
  function wanted(signal: number, position: number): number {
    if (Math.abs(signal) >= thresholdTicks) return Math.sign(signal) * settings.quantity;
    return Math.sign(signal) === Math.sign(position) && Math.abs(signal) > thresholdTicks / 4 ? position : 0;
  }

  const intent = (change: number, number: number): OrderIntent => ({
    clientOrderId: clientOrderId(`${idPrefix}-${number}`),
    instrument: instrument.id,
    account,
    strategy: name,
    side: change > 0 ? 'buy' : 'sell',
    type: 'market',
    quantity: quantity(Math.abs(change)),
    timeInForce: 'ioc',
  });

  return {
    name,
    instrument: instrument.id,
    start: (position, open) => ({
      holdings: holdingsOf(position, open),
      sent: 0,
      next: 0 as Instant,
      quick: undefined,
      slow: undefined,
      seen: 0 as Instant,
    }),
    step(state, event): Step<TrendState> {
      if (event.type === 'order')
        return { state: { ...state, holdings: heard(state.holdings, event.event) }, intents: [] };
      if (event.quote.instrument !== instrument.id) return { state, intents: [] };
      const seen = average(state, event.quote, instrument);
      const { holdings, quick, slow } = seen;
      if (quick === undefined || slow === undefined || seen.seen < seen.next || holdings.open.size > 0)
        return { state: seen, intents: [] };
      const change = wanted(quick - slow, holdings.position) - holdings.position;
      if (change === 0) return { state: seen, intents: [] };
      const order = intent(change, seen.sent + 1);
      const next = (seen.seen + paceSeconds * SECOND) as Instant;
      const after = { ...seen, holdings: sent(holdings, order), sent: seen.sent + 1, next };
      return { state: after, intents: [{ type: 'place', intent: order }] };
    },
  };
}

function average(state: TrendState, { bid, ask, tsEvent }: Quote, { tick }: Instrument): TrendState {
  if (bid === undefined || ask === undefined) return state;
  const middle = (bid + ask) / 2 / tick;
  const elapsed = tsEvent - state.seen;
  const toward = (from: number | undefined, span: number) =>
    from === undefined ? middle : from + (middle - from) * (1 - Math.exp(-elapsed / span));
  return { ...state, quick: toward(state.quick, QUICK), slow: toward(state.slow, SLOW), seen: tsEvent };
}
