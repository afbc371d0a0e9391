import { z } from 'zod';
import type { OrderTerms } from '../../../../core/model/order.ts';
import { isOnTick, type Price } from '../../../../core/model/price.ts';
import type { Quantity, Side } from '../../../../core/model/quantity.ts';
import type { ExchangeRequest, SimulatedExchange } from '../../port.ts';
import { messages, OrderType } from '../codes.ts';
import type { Contract } from '../contracts.ts';
import { priceOf } from '../numbers.ts';
import { MOST_TRAIL_TICKS, trailDistance, trailLevel } from './trail.ts';

const bracketSchema = z.object({ ticks: z.int(), type: z.int() });

export const placeSchema = z.object({
  accountId: z.int().default(0),
  contractId: z.string().default(''),
  type: z.int().default(0),
  side: z.int().default(0),
  size: z.int().default(0),
  limitPrice: z.number().nullish(),
  stopPrice: z.number().nullish(),
  trailPrice: z.number().nullish(),
  customTag: z.string().nullish(),
  stopLossBracket: bracketSchema.nullish(),
  takeProfitBracket: bracketSchema.nullish(),
});
export type PlaceBody = z.infer<typeof placeSchema>;

/** What an order is for the exchange. */
export interface Terms extends OrderTerms {
  readonly type: ExchangeRequest['type'];
  readonly timeInForce: ExchangeRequest['timeInForce'];
  /** Of a trailing stop. */
  readonly trailTicks?: number;
}

/** Why an order is rejected; a message only where the gateway has one. */
export interface Refusal {
  readonly message: string | null;
}

export const refusal = (message: string | null = null): Refusal => ({ message });

/** A price on the contract's grid; undefined for any other number, and for none. */
export function gridPrice(points: number | null | undefined, { instrument }: Contract): Price | undefined {
  const price = points === null || points === undefined ? undefined : priceOf(points);
  return price !== undefined && isOnTick(price, instrument.tick) ? price : undefined;
}

/** Reads an order as the exchange would take it. */
export function termsOf(body: PlaceBody, side: Side, contract: Contract, exchange: SimulatedExchange): Terms | Refusal {
  const quantity = body.size as Quantity;
  if (quantity < 1) return refusal();
  const { instrument } = contract;
  switch (body.type) {
    case OrderType.market:
      return { type: 'market', timeInForce: 'ioc', quantity };
    case OrderType.limit: {
      const price = gridPrice(body.limitPrice, contract);
      return price === undefined ? refusal() : { type: 'limit', timeInForce: 'day', quantity, price };
    }
    case OrderType.stop: {
      const stopPrice = gridPrice(body.stopPrice, contract);
      return stopPrice === undefined ? refusal() : { type: 'stop', timeInForce: 'day', quantity, stopPrice };
    }
    case OrderType.trailingStop: {
      const trailTicks = trailAsked(body.trailPrice, contract, exchange);
      if (typeof trailTicks !== 'number') return trailTicks;
      if (trailTicks > MOST_TRAIL_TICKS) return refusal(messages.trailTooFar);
      const stopPrice = trailLevel(side, exchange.last(instrument.id)!.price, trailTicks, instrument.tick);
      return { type: 'stop', timeInForce: 'day', quantity, stopPrice, trailTicks };
    }
    case OrderType.joinBid:
    case OrderType.joinAsk: {
      const book = exchange.depth(instrument.id);
      const best = (body.type === OrderType.joinBid ? book?.bids : book?.asks)?.[0];
      return best === undefined ? refusal() : { type: 'limit', timeInForce: 'day', quantity, price: best.price };
    }
    // A stop-limit order has a number and no place in the documents of this call.
    default:
      return refusal();
  }
}

/** The distance in ticks of a trailing stop's absolute level from the last price. */
export function trailAsked(
  level: number | null | undefined,
  contract: Contract,
  exchange: SimulatedExchange,
): number | Refusal {
  if (level === null || level === undefined) return refusal(messages.trailNotSet);
  const price = gridPrice(level, contract);
  if (price === undefined) return refusal(messages.trailOffTick);
  const last = exchange.last(contract.instrument.id);
  if (last === undefined) return refusal(messages.trailWithoutLast);
  const ticks = trailDistance(last.price, price, contract.instrument.tick);
  return ticks === 0 ? refusal(messages.trailNotSet) : ticks;
}

export const isRefusal = (terms: object): terms is Refusal => 'message' in terms;
