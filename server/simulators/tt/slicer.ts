import { quantity } from '../../../core/model/quantity.ts';
import type { Instant } from '../../../core/model/time.ts';
import type { ExchangeOrder, ExchangeRequest, SimulatedExchange } from '../port.ts';
import type { Parents } from './parents.ts';

export interface Sliced {
  readonly exchange: SimulatedExchange;
  readonly parents: Parents;
  readonly request: ExchangeRequest;
  readonly slices: number;
  readonly at: Instant;
}

/** Sends an order as an algorithm does: in slices, each an order of its own. */
export function slice({ exchange, parents, request, slices, at }: Sliced): ExchangeOrder[] {
  const { account, instrument, side } = request;
  const parts = partsOf(request.quantity, slices);
  return exchange.hold(() => {
    const parent = parents.begin({ account, instrument, side, quantity: request.quantity }, at);
    return parts.map((part) => exchange.place({ ...request, quantity: quantity(part), parent: parent.id }));
  });
}

function partsOf(whole: number, slices: number): number[] {
  const count = Math.min(whole, slices);
  const each = Math.floor(whole / count);
  return Array.from({ length: count }, (_, index) => each + (index < whole - each * count ? 1 : 0));
}
