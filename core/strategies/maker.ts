import { type AccountId, clientOrderId } from '../model/ids.ts';
import type { Instrument } from '../model/instrument.ts';
import type { Quote } from '../model/market.ts';
import type { OrderIntent } from '../model/order.ts';
import { addTicks, type Price } from '../model/price.ts';
import { quantity, type Side, sideSign } from '../model/quantity.ts';
import { type Instant, MILLISECOND, SECOND } from '../model/time.ts';
import { canceling, furthest, type Holdings, heard, holdingsOf, type OpenOrder, sent } from './holdings.ts';
import type { Step, Strategy, StrategyIntent } from './strategy.ts';

export interface MakerSettings {
  readonly name?: string;
  readonly instrument: Instrument;
  readonly account: AccountId;
  /** Put before the number of each order; another at each start. */
  readonly idPrefix: string;
  /** Contracts of each quote. */
  readonly quantity: number;
  /** Contracts, long or short, that it never exceeds, whatever is filled. */
  readonly maximumPosition: number;
  /** How many ticks behind the touch its quotes stand, the nearest first. */
  readonly offsets?: readonly number[];
  /** How many ticks both sides shift against a full inventory. */
  readonly skewTicks?: number;
  /** A quote this many ticks behind its place is moved. */
  readonly toleranceTicks?: number;
  /** The pause after each thing it does. */
  readonly paceSeconds?: number;
}

export interface MakerState {
  readonly holdings: Holdings;
  readonly sent: number;
  /** It looks at no quote before. */
  readonly next: Instant;
}

/** The pause after a look at a market in which nothing was to be done. */
const GLANCE = 200 * MILLISECOND;

/**
 * Quotes both sides some ticks behind the touch and waits to be hit: a demonstration, not a way to make money. A quote that the market
 * comes nearer to stays, so that it ages in its queue; one that the market leaves behind is moved. Inventory shifts both sides.
 */
export function maker(settings: MakerSettings): Strategy<MakerState> {
  const { name = 'maker', instrument, account, idPrefix, maximumPosition } = settings;
  const { offsets = [1, 3], skewTicks = 3, toleranceTicks = 2, paceSeconds = 6 } = settings;

  /** Where a quote should stand: never better than the touch, so that it makes and does not take. */
  function place(side: Side, offset: number, quote: Touch, position: number): Price {
    const skew = Math.round((skewTicks * position) / maximumPosition) * sideSign(side);
    const behind = Math.max(0, offset + skew);
    return addTicks(side === 'buy' ? quote.bid : quote.ask, -sideSign(side) * behind, instrument.tick);
  }

  /** The first thing that is not as it should be, or nothing. At most one a look keeps its pace human. */
  function decide({ holdings, sent: count }: MakerState, quote: Touch): StrategyIntent | undefined {
    for (const side of sidesToReduceFirst(holdings.position)) {
      const mine = quotesOf(holdings, side);
      for (const [rank, offset] of offsets.entries()) {
        const price = place(side, offset, quote, holdings.position);
        const order = mine[rank];
        if (order === undefined) {
          const room = maximumPosition - sideSign(side) * furthest(holdings, side);
          const contracts = Math.min(settings.quantity, room);
          if (contracts < 1) break;
          return { type: 'place', intent: intent(side, contracts, price, count + 1) };
        }
        const behind = (sideSign(side) * (price - order.intent.price!)) / instrument.tick;
        if (behind > toleranceTicks && !order.canceling)
          return { type: 'cancel', clientOrderId: order.intent.clientOrderId };
      }
    }
    return undefined;
  }

  const intent = (side: Side, contracts: number, price: Price, number: number): OrderIntent => ({
    clientOrderId: clientOrderId(`${idPrefix}-${number}`),
    instrument: instrument.id,
    account,
    strategy: name,
    side,
    type: 'limit',
    quantity: quantity(contracts),
    price,
    timeInForce: 'day',
  });

  return {
    name,
    instrument: instrument.id,
    start: (position, open) => ({ holdings: holdingsOf(position, open), sent: 0, next: 0 as Instant }),
    step(state, event): Step<MakerState> {
      if (event.type === 'order')
        return { state: { ...state, holdings: heard(state.holdings, event.event) }, intents: [] };
      const { quote } = event;
      if (quote.instrument !== instrument.id || quote.tsEvent < state.next || !isTouch(quote))
        return { state, intents: [] };
      const decision = decide(state, quote);
      if (decision === undefined)
        return { state: { ...state, next: (quote.tsEvent + GLANCE) as Instant }, intents: [] };
      return { state: after(state, decision, (quote.tsEvent + paceSeconds * SECOND) as Instant), intents: [decision] };
    },
  };
}

type Touch = Quote & { readonly bid: Price; readonly ask: Price };

const isTouch = (quote: Quote): quote is Touch => quote.bid !== undefined && quote.ask !== undefined;

const sidesToReduceFirst = (position: number): readonly Side[] => (position > 0 ? ['sell', 'buy'] : ['buy', 'sell']);

/** Own quotes of a side, the one nearest to the market first. */
function quotesOf({ open }: Holdings, side: Side): OpenOrder[] {
  const mine = [...open.values()].filter((order) => order.intent.side === side && order.intent.price !== undefined);
  return mine.sort((a, b) => sideSign(side) * (b.intent.price! - a.intent.price!));
}

function after(state: MakerState, decision: StrategyIntent, next: Instant): MakerState {
  const { holdings } = state;
  if (decision.type === 'place') return { holdings: sent(holdings, decision.intent), sent: state.sent + 1, next };
  const order = holdings.open.get(decision.clientOrderId)!;
  return { ...state, holdings: canceling(holdings, order), next };
}
