import type { AccountId } from '../../../core/model/ids.ts';
import type { Order } from '../../../core/model/order.ts';
import { addTicks, type Price } from '../../../core/model/price.ts';
import { quantity } from '../../../core/model/quantity.ts';
import type { Random } from '../../../core/random.ts';
import type { OrdersState } from '../../../core/topics.ts';
import { OrderRefused, type OrderRequest } from '../../../server/desk/port.ts';
import type { VenueConsole } from './console.ts';
import type { World } from './world.ts';

/** Whose orders the desk sends, and somebody else at the exchange. */
export interface Traders {
  readonly account: AccountId;
  readonly others: AccountId;
  /** How somebody trades behind the desk's back, where the exchange alone would not do. */
  readonly elsewhere?: (world: World, random: Random, traders: Traders) => void;
}

const MOST_OPEN = 25;

const isOpen = ({ status }: Order): boolean => ['pending', 'working', 'partially_filled', 'unknown'].includes(status);

/** A price in sight of the market, behind it or through it. */
function near(world: World, random: Random, ticks: readonly [number, number]): Price | undefined {
  const [instrument] = world.simulator.exchange.instruments;
  const last = instrument && world.simulator.exchange.last(instrument.id);
  return instrument && last && addTicks(last.price, random.integer(...ticks), instrument.tick);
}

function entry(world: World, random: Random, account: AccountId): OrderRequest | undefined {
  const [instrument] = world.simulator.exchange.instruments;
  if (instrument === undefined) return undefined;
  const side = random.pick(['buy', 'sell'] as const);
  const sign = side === 'buy' ? 1 : -1;
  const type = random.pick(['market', 'limit', 'limit', 'stop'] as const);
  const away = near(world, random, type === 'stop' ? [2, 8] : [-6, 2]);
  const last = near(world, random, [0, 0]);
  if (away === undefined || last === undefined) return undefined;
  const price = (last + sign * (away - last)) as Price;
  const isGuarded = random.chance(0.6);
  return {
    instrument: instrument.id,
    account,
    side,
    strategy: isGuarded ? 'guarded' : 'free',
    quantity: quantity(random.integer(1, 4) * (instrument.lot ?? 1)),
    type,
    timeInForce: 'day',
    ...(type === 'limit' ? { price } : {}),
    ...(type === 'stop' ? { stopPrice: price } : {}),
    ...(isGuarded
      ? { protection: { stopLoss: { ticks: random.integer(4, 30) }, takeProfit: { ticks: random.integer(4, 30) } } }
      : {}),
  };
}

function change(world: World, { terms, intent }: Order, random: Random) {
  const moved = near(world, random, [-20, 20]);
  if (intent.exit || random.chance(0.5)) {
    if (terms.price !== undefined && moved !== undefined) return { price: moved };
    if (terms.stopPrice !== undefined && moved !== undefined) return { stopPrice: moved };
  }
  const { lot = 1 } = world.simulator.exchange.instruments[0] ?? {};
  return { quantity: quantity(Math.max(lot, terms.quantity + lot * random.integer(-2, 3))) };
}

/** One thing that a person or a program of the desk does, on this account or on another one behind the desk's back. */
export async function trade(
  world: World,
  { desk }: VenueConsole,
  random: Random,
  traders: Traders = { account: '10001' as AccountId, others: '10002' as AccountId },
): Promise<void> {
  const { account } = traders;
  const [instrument] = world.simulator.exchange.instruments;
  if (instrument === undefined) return;
  const open = desk.bus.read<OrdersState>('orders').orders.filter(isOpen);
  const own = open.filter(({ intent }) => !intent.exit);
  const chance = random.uniform();
  try {
    if (own.length > MOST_OPEN || (chance < 0.2 && own.length > 0))
      await desk.cancel(random.pick(own).intent.clientOrderId);
    else if (chance < 0.4 && open.length > 0) {
      const order = random.pick(open);
      await desk.replace(order.intent.clientOrderId, change(world, order, random));
    } else if (chance < 0.42) await desk.flatten(instrument.id, account);
    else if (chance < 0.5) (traders.elsewhere ?? elsewhere)(world, random, traders);
    else {
      const request = entry(world, random, account);
      if (request === undefined) return;
      await desk.submit(request);
      world.counts.orders += 1;
    }
  } catch (error) {
    if (!(error instanceof OrderRefused)) throw error;
    world.counts.refusals += 1;
  }
}

function elsewhere({ simulator: { exchange } }: World, random: Random, { account, others }: Traders): void {
  const [instrument] = exchange.instruments;
  if (instrument === undefined) return;
  exchange.place({
    account: random.pick([account, others]),
    instrument: instrument.id,
    side: random.pick(['buy', 'sell'] as const),
    type: 'market',
    timeInForce: 'ioc',
    quantity: quantity(random.integer(1, 3) * (instrument.lot ?? 1)),
  });
}
