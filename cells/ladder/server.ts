import { zoneOf } from '../../core/calendar/session.ts';
import { formatGain, formatTime, formatZone } from '../../core/format.ts';
import { type Base, NO_BASE } from '../../core/ladder/base.ts';
import { defaultSpan, ladderRange } from '../../core/ladder/project.ts';
import { averageOfPosition } from '../../core/model/average.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { addMoney, type Money, NO_MONEY, priceValue, subtractMoney } from '../../core/model/money.ts';
import { type Price, priceFromTicks } from '../../core/model/price.ts';
import { formatPrice, splitAverage } from '../../core/model/price-format.ts';
import type { SpotsState } from '../../core/spot/state.ts';
import { dayText } from '../../core/symbols/parts.ts';
import type { BookState, OrdersState, PositionState, PositionsState } from '../../core/topics.ts';
import type { CellContext, Refs } from '../kind.ts';
import { type PriceText, partsText, priceText } from '../shown.ts';
import { marketState, middleOf, recenter, slackOf } from './center.ts';
import { type ShownOrders, shownOrders } from './orders.ts';
import { priceTexts } from './price-text.ts';
import { liveSpot, type Projection, rememberProjection } from './projection.ts';
import { venueRefusals } from './refusals.ts';
import { ladderRows } from './rows.ts';
import type { LadderProps, LadderValue, ScenarioValue } from './schema.ts';
import { isSource, readsSource, type SourcedSpot, sourcedSpot } from './spot-source.ts';
import { survivalValue } from './survival.ts';
import { isLive, isScenario, readWhatIfs, type WhatIfs } from './what-if.ts';

export function refs(props: LadderProps): Refs {
  if (!isLive(props)) return { reads: [] };
  const market = isSource(props.spot) ? [] : [`book.${props.instrument}`];
  const spots = readsSource(props, isScenario(props)) ? ['spots'] : [];
  return { reads: [...market, 'orders', 'positions', ...spots] };
}

export interface LadderTopics {
  readonly book: BookState | undefined;
  readonly orders: OrdersState | undefined;
  readonly positions: PositionsState | undefined;
  readonly spots?: SpotsState | undefined;
}

function deliveryName({ name, deliveryMonth, expiry, option, priceStyle }: Instrument): string {
  if (expiry) {
    const what = option ? `${formatPrice(option.strike, priceStyle)} ${option.right}` : 'future';
    return `${name} · ${what}, ${dayText(expiry) ?? expiry}`;
  }
  if (!deliveryMonth) return name;
  const month = new Date(`${deliveryMonth}-01T00:00:00Z`);
  const words = month.toLocaleDateString('en-US', { month: 'short', year: '2-digit', timeZone: 'UTC' });
  return `${name} · ${words}`;
}

interface Holding {
  readonly quantity: number;
  readonly cost: Money;
  readonly open: Money;
  readonly realized: Money;
}

function held(positions: readonly PositionState[]): Holding {
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
  return average ? partsText(splitAverage(average, instrument.priceStyle)) : null;
}

/** The position at a spot, and what the day has made there: realized, and open if it were marked there. */
function baseAt(spot: Price, { quantity, cost, realized }: Holding, { multiplier }: Instrument): Base {
  return { quantity, pnl: addMoney(realized, subtractMoney(priceValue(spot, quantity, multiplier), cost)) };
}

/** An assumed market has as many rows as its orders need; a live one as many as a reader may scroll to. */
function rangeOf(
  assumed: boolean,
  shown: ShownOrders,
  spot: Price | undefined,
  anchor: number | null,
  props: LadderProps,
  tick: Price,
) {
  if (assumed && spot !== undefined) {
    return ladderRange(shown.working, spot, tick, Math.max(defaultSpan, 2 * props.levels));
  }
  return anchor === null
    ? { top: -1, bottom: 0 }
    : { top: anchor + 2 * props.levels, bottom: anchor - 2 * props.levels };
}

/** The middle of an assumed market: of all its rows where they fit, of the spot where they do not. */
function assumedMiddle(
  { top, bottom }: { top: number; bottom: number },
  spot: Price,
  tick: Price,
  levels: number,
): number {
  return top - bottom <= 2 * levels ? Math.floor((top + bottom) / 2) : Math.round(spot / tick);
}

/** Makes the value of each frame; remembers nothing but where the middle is, the texts of prices and the projection. */
export function ladder(props: LadderProps, instrument: Instrument): (topics: LadderTopics) => LadderValue {
  const whole = isScenario(props);
  const whatIfs = readWhatIfs(props, instrument);
  const textOf = priceTexts(instrument);
  const slack = props.mode === 'free' ? props.levels : slackOf(props.levels);
  const { id, currency, lot } = instrument;
  const named = { id, name: deliveryName(instrument), currency, ...(lot === undefined ? {} : { lot }) };
  const project = rememberProjection(instrument, whole);
  const zone = zoneOf(instrument.session);
  const { tick } = instrument;
  const asks = readsSource(props, whole);
  let anchor: number | null = null;

  return (topics) => {
    const sourced = asks && (isSource(props.spot) || !topics.book) ? sourcedSpot(topics.spots, instrument) : undefined;
    const assumedSpot = whatIfs.spot ?? sourced?.price;
    const assumed = assumedSpot !== undefined;
    const book = assumed || isSource(props.spot) ? undefined : topics.book;
    const last = book?.last?.price;
    const market = middleOf(book?.snapshot, last, tick);
    anchor = recenter(anchor, market, slack);
    const spot =
      assumedSpot ??
      liveSpot(book?.snapshot, last, tick) ??
      (anchor === null ? undefined : priceFromTicks(anchor, tick));
    const positions = whatIfs.own ? positionsOf(topics.positions, props, instrument) : [];
    const holding = held(positions);
    const shown = shownOrders({
      state: whatIfs.own ? topics.orders : undefined,
      instrument,
      account: props.account,
      whatIfs: whatIfs.orders,
      spot,
    });
    const base = spot === undefined ? NO_BASE : (whatIfs.baseAt?.(spot) ?? baseAt(spot, holding, instrument));
    const projection = spot === undefined ? undefined : project({ spot, base, orders: shown.working });
    const there = whole || base.quantity !== 0 || shown.working.length > 0 ? projection?.at : undefined;
    const range = rangeOf(assumed, shown, spot, anchor, props, tick);
    const middle = assumed ? assumedMiddle(range, assumedSpot, tick, props.levels) : market;
    const account = assumed ? null : accountOf(props, topics);
    const refusals = venueRefusals(topics.orders, instrument, account);
    return {
      instrument: named,
      account,
      rows:
        (book || assumed) && !props.survival
          ? ladderRows({ instrument, book, own: shown, there, ...range, textOf })
          : [],
      anchor: assumed ? middle : anchor,
      market: { state: assumed ? 'open' : marketState(book?.snapshot), middle },
      position: {
        quantity: holding.quantity,
        average: averageText(instrument, holding.cost, holding.quantity),
        open: positions.length > 0 ? formatGain(holding.open) : null,
        realized: positions.length > 0 ? formatGain(holding.realized) : null,
      },
      away: awayFrom(shown, range),
      ...(whole
        ? { scenario: scenarioOf(props, whatIfs, instrument, { spot, assumed, sourced }, base, projection) }
        : {}),
      ...(refusals.length > 0 ? { refusals } : {}),
      eventsPerSecond: book?.eventsPerSecond ?? 0,
      changed: book ? `${formatTime(book.snapshot.tsEvent, zone)} ${formatZone(book.snapshot.tsEvent, zone)}` : null,
    };
  };
}

const positionsOf = (state: PositionsState | undefined, { account }: LadderProps, { id }: Instrument) =>
  (state?.positions ?? []).filter(
    (position) => position.instrument === id && (account === undefined || position.account === account),
  );

function awayFrom({ byTick }: ShownOrders, { top, bottom }: { top: number; bottom: number }): number {
  let away = 0;
  for (const [tick, orders] of byTick) if (tick > top || tick < bottom) away += orders.length;
  return away;
}

function scenarioOf(
  { survival }: LadderProps,
  { columns, levels }: WhatIfs,
  instrument: Instrument,
  { spot, assumed, sourced }: { spot: Price | undefined; assumed: boolean; sourced: SourcedSpot | undefined },
  base: Base,
  projection: Projection | undefined,
): ScenarioValue {
  return {
    assumed,
    spot: spot === undefined ? null : priceText(spot, instrument),
    ...(sourced ? { from: sourced.from } : {}),
    columns: [...columns],
    base: { quantity: base.quantity, profit: formatGain(base.pnl) },
    idle: projection?.walk.idle.length ?? 0,
    ...(survival && spot !== undefined
      ? { survival: survivalValue(survival, { instrument, levels, spot, base }) }
      : {}),
  };
}

export async function* frames(props: LadderProps, context: CellContext): AsyncIterable<LadderValue> {
  const instrument = context.instrument(props.instrument);
  const next = ladder(props, instrument);
  if (!isLive(props)) {
    yield next({ book: undefined, orders: undefined, positions: undefined });
    return;
  }
  await context.follow(instrument.id);
  const bookTopic = `book.${instrument.id}`;
  const spots = readsSource(props, isScenario(props)) ? ['spots'] : [];
  for await (const _ of context.changes(bookTopic, 'orders', 'positions', ...spots)) {
    yield next({
      spots: spots.length === 0 ? undefined : context.read<SpotsState>('spots'),
      book: context.read<BookState>(bookTopic),
      orders: context.read<OrdersState>('orders'),
      positions: context.read<PositionsState>('positions'),
    });
  }
}
