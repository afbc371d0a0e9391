import type { ClientOrderId } from '../../model/ids.ts';
import type { Instrument } from '../../model/instrument.ts';
import type { ExitRole, Order, OrderIntent } from '../../model/order.ts';
import type { Price } from '../../model/price.ts';
import { type Quantity, quantity, type Side } from '../../model/quantity.ts';
import type { Instant } from '../../model/time.ts';
import type { VenueCapabilities } from '../../venue/port.ts';
import { mostOfOne } from '../slices.ts';
import { exitsOf, type Group } from './group.ts';
import type { Share } from './shares.ts';

/** What a group cannot know of itself. */
export interface Around {
  readonly instrument: Instrument;
  /** The last traded price, where there was one. */
  readonly last: Price | undefined;
  readonly capabilities: Pick<VenueCapabilities, 'replace' | 'timesInForce'>;
  /** What of the position is this group's. */
  readonly share: Share;
  /** Exits that never became orders: the console refused them, with this reason. */
  readonly refused?: Readonly<Partial<Record<ExitRole, { readonly times: number; readonly reason: string }>>>;
  /** When the market was last heard of; where that is left out it is taken to be open. */
  readonly tsMarket?: Instant | undefined;
  readonly now: Instant;
}

export type ProtectionAction =
  | { readonly type: 'place'; readonly intent: OrderIntent }
  | { readonly type: 'resize'; readonly clientOrderId: ClientOrderId; readonly quantity: Quantity }
  | { readonly type: 'cancel'; readonly clientOrderId: ClientOrderId; readonly reason: string }
  /** Nothing is left to protect. */
  | { readonly type: 'end'; readonly reason: string }
  /** A person has to know. */
  | { readonly type: 'tell'; readonly text: string; readonly detail: string };

export interface Decision {
  readonly actions: readonly ProtectionAction[];
  /** When to decide again although nothing happens. */
  readonly again?: Instant;
}

const letters: Readonly<Record<ExitRole, string>> = { stop: 's', target: 't', close: 'c' };

/** An order of the group that was not sent yet. The id follows from the group, so that the same decision made twice is one order. */
export function nextExit(
  group: Group,
  role: ExitRole,
  order: { readonly side: Side; readonly contracts: number; readonly at?: Price | undefined },
  { capabilities, instrument: sizes }: Around,
): OrderIntent {
  const { clientOrderId, instrument, account, strategy, product } = group.entry.intent;
  const number = exitsOf(group, role).length + 1;
  const { at, side, contracts } = order;
  const isImmediate = role === 'close' && capabilities.timesInForce.includes('ioc');
  return {
    clientOrderId: `${clientOrderId}.${letters[role]}${number}` as ClientOrderId,
    instrument,
    account,
    strategy,
    side,
    type: role === 'stop' ? 'stop' : role === 'target' ? 'limit' : 'market',
    // what is left of it is decided once the venue has this one
    quantity: quantity(Math.min(contracts, mostOfOne(sizes))),
    ...(role === 'target' && at !== undefined ? { price: at } : {}),
    ...(role === 'stop' && at !== undefined ? { stopPrice: at } : {}),
    timeInForce: isImmediate ? 'ioc' : 'day',
    ...(product ? { product } : {}),
    ...trailOf(group, role),
    exit: { protects: clientOrderId, role },
  };
}

/** Whether the venue has it and nothing that was asked of it is open. */
export const isSettled = ({ status, replacing, cancelRequested }: Order): boolean =>
  (status === 'working' || status === 'partially_filled') && replacing === undefined && !cancelRequested;

/** A stop that is asked to follow the market does so from where it lies. */
function trailOf({ entry }: Group, role: ExitRole): Pick<OrderIntent, 'trail'> {
  const asked = role === 'stop' ? entry.intent.protection?.stopLoss : undefined;
  return asked && 'ticks' in asked && asked.trails ? { trail: asked.ticks } : {};
}
