import { zoneOf } from '../../core/calendar/session.ts';
import { formatGain, formatTime, formatZone } from '../../core/format.ts';
import { averageOfPosition } from '../../core/model/average.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { addMoney, type Money, money, NO_MONEY } from '../../core/model/money.ts';
import { splitAverage } from '../../core/model/price-format.ts';
import type { BookState, OrdersState, PositionState, PositionsState } from '../../core/topics.ts';
import type { CellContext, Refs } from '../kind.ts';
import { marketState, middleOf, recenter, slackOf } from './center.ts';
import { rememberProjections } from './projection.ts';
import { joinParts, ladderRows, ownOrders, priceTexts } from './rows.ts';
import type { LadderProps, LadderValue, PriceText } from './schema.ts';

export const refs = (props: LadderProps): Refs => ({ reads: [`book.${props.instrument}`, 'orders', 'positions'] });

export interface LadderTopics {
  readonly book: BookState | undefined;
  readonly orders: OrdersState | undefined;
  readonly positions: PositionsState | undefined;
}

function deliveryName({ name, deliveryMonth }: Instrument): string {
  if (!deliveryMonth) return name;
  const month = new Date(`${deliveryMonth}-01T00:00:00Z`);
  const words = month.toLocaleDateString('en-US', { month: 'short', year: '2-digit', timeZone: 'UTC' });
  return `${name} · ${words}`;
}

function held(positions: readonly PositionState[]) {
  let quantity = 0;
  let cost: Money = NO_MONEY;
  let open: Money = NO_MONEY;
  let realized: Money = NO_MONEY;
  for (const position of positions) {
    quantity += position.quantity;
    cost = addMoney(cost, position.cost);
    open = addMoney(open, position.unrealized);
    realized = addMoney(realized, position.realized);
  }
  return { quantity, cost, open, realized };
}

/** The account of the cell, or the only one that has anything here. */
function accountOf(props: LadderProps, topics: LadderTopics): string | null {
  if (props.account !== undefined) return props.account;
  const accounts = new Set<string>();
  for (const { account } of topics.positions?.positions ?? []) accounts.add(account);
  for (const { intent } of topics.orders?.orders ?? []) accounts.add(intent.account);
  const [only, ...others] = accounts;
  return only !== undefined && others.length === 0 ? only : null;
}

function averageText(instrument: Instrument, cost: Money, quantity: number): PriceText | null {
  const average = averageOfPosition(cost, quantity, instrument.multiplier);
  if (!average) return null;
  const parts = splitAverage(average, instrument.priceStyle);
  return joinParts(parts, parts.sign + parts.handle + parts.fraction);
}

/** Makes the value of each frame; remembers nothing but where the middle is and the texts of prices. */
export function ladder(props: LadderProps, instrument: Instrument): (topics: LadderTopics) => LadderValue {
  const textOf = priceTexts(instrument);
  const slack = props.mode === 'free' ? props.levels : slackOf(props.levels);
  const named = { id: instrument.id, name: deliveryName(instrument), currency: instrument.currency };
  const project = rememberProjections(instrument.tickValue, ({ quantity, profit }) => ({
    position: quantity,
    profit: formatGain(money(profit), 0),
  }));
  const zone = zoneOf(instrument.session);
  let anchor: number | null = null;

  return (topics) => {
    const { book } = topics;
    const middle = middleOf(book?.snapshot, book?.last?.price, instrument.tick);
    anchor = recenter(anchor, middle, slack);
    const positions = (topics.positions?.positions ?? []).filter(
      (position) =>
        position.instrument === instrument.id && (props.account === undefined || position.account === props.account),
    );
    const holding = held(positions);
    const own = ownOrders(topics.orders, instrument, props.account);
    const there = holding.quantity !== 0 || own.resting.length > 0 ? project(holding, own.resting) : undefined;
    const top = anchor === null ? -1 : anchor + 2 * props.levels;
    const bottom = anchor === null ? 0 : anchor - 2 * props.levels;
    return {
      instrument: named,
      account: accountOf(props, topics),
      rows: book ? ladderRows({ instrument, book, own, there, top, bottom, textOf }) : [],
      anchor,
      market: { state: marketState(book?.snapshot), middle },
      position: {
        quantity: holding.quantity,
        average: averageText(instrument, holding.cost, holding.quantity),
        open: positions.length > 0 ? formatGain(holding.open) : null,
        realized: positions.length > 0 ? formatGain(holding.realized) : null,
      },
      away: own.resting.filter(({ tick }) => tick > top || tick < bottom).length,
      eventsPerSecond: book?.eventsPerSecond ?? 0,
      changed: book ? `${formatTime(book.snapshot.tsEvent, zone)} ${formatZone(book.snapshot.tsEvent, zone)}` : null,
    };
  };
}

export async function* frames(props: LadderProps, context: CellContext): AsyncIterable<LadderValue> {
  const instrument = context.instrument(props.instrument);
  const next = ladder(props, instrument);
  const bookTopic = `book.${instrument.id}`;
  for await (const _ of context.changes(bookTopic, 'orders', 'positions')) {
    yield next({
      book: context.read<BookState>(bookTopic),
      orders: context.read<OrdersState>('orders'),
      positions: context.read<PositionsState>('positions'),
    });
  }
}
