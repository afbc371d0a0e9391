import type { AccountId } from '../model/ids.ts';
import type { Instrument } from '../model/instrument.ts';
import type { OrderIntent, Product, Protection, TimeInForce } from '../model/order.ts';
import { isOnTick, type Price, snapToTick } from '../model/price.ts';
import { formatPrice } from '../model/price-format.ts';
import { parsePrice } from '../model/price-parse.ts';
import { quantity, type Side, sideSign } from '../model/quantity.ts';
import type { Alert } from './alert.ts';
import { AlertRefused, MalformedAlert } from './malformed.ts';
import { type Direction, sideOf, signalName } from './signal.ts';
import { firstTargetContracts, trimContracts } from './target-split.ts';

export const entryKinds = ['market', 'limit', 'stop'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** What settings say of the orders that messages become. */
export interface PlanSettings {
  readonly account: string;
  readonly strategy: string;
  /** Contracts of a message that says none. */
  readonly quantity: number;
  /** How a position is opened where a message has a price; without one it is opened at the market, except by a stop. */
  readonly entry: EntryKind;
  readonly timeInForce: TimeInForce;
  /** The venue's usual one where it is left out. */
  readonly product?: Product | undefined;
  readonly stopRequired: boolean;
  /** What becomes of prices off the grid. */
  readonly offTick: 'nearest' | 'refuse';
  readonly firstTarget: { readonly fraction: number; readonly closesAll: boolean };
  readonly limits: { readonly quantity: number; readonly position: number };
}

/** What the sender's strategy has in the instrument now. */
export interface Holding {
  /** Contracts, negative where short. */
  readonly net: number;
  /** Contracts that its open orders would add on a side. */
  readonly unfilled: Readonly<Record<Side, number>>;
  /** Of the newest entry that had two targets, or one: what its first target has still to close. Absent where nothing was opened with targets. */
  readonly firstTarget?: { readonly contracts: number };
}

export type PlannedOrder = Omit<OrderIntent, 'clientOrderId'>;

/** A price that was off the grid, and what was made of it. */
export interface Snapped {
  readonly field: string;
  readonly from: Price;
  readonly to: Price;
}

export type Plan =
  | { readonly do: 'enter'; readonly orders: readonly PlannedOrder[]; readonly snapped: readonly Snapped[] }
  /** Contracts to take off at the market; less than are held. */
  | { readonly do: 'reduce'; readonly order: PlannedOrder }
  /** Everything of the strategy, or of the account, in the instrument: open orders are canceled first. */
  | { readonly do: 'close'; readonly whose: 'strategy' | 'account' }
  | { readonly do: 'nothing'; readonly reason: string };

/** What is to be done about a message. Throws `MalformedAlert` for prices that are none, `AlertRefused` for what settings do not allow. */
export function planAlert(alert: Alert, instrument: Instrument, holding: Holding, settings: PlanSettings): Plan {
  const { kind, direction } = alert.signal;
  if (kind === 'flatten') return { do: 'close', whose: 'account' };
  if (kind === 'open' && direction) return enter(alert, direction, instrument, holding, settings);
  const held = heldIn(direction, holding);
  if (held === 0) {
    const what = direction ? `no ${direction} position` : 'nothing';
    const isWhole = kind !== 'reduce' && kind !== 'tp1_hit';
    if (isWhole && holding.net === 0 && entriesWait(direction, holding)) return { do: 'close', whose: 'strategy' };
    return { do: 'nothing', reason: `${settings.strategy} holds ${what} in ${instrument.id}.` };
  }
  if (kind === 'reduce') return takeOff(alert.quantity ?? settings.quantity, instrument, holding, settings);
  if (kind === 'tp1_hit') return firstTargetHit(instrument, holding, settings);
  return { do: 'close', whose: 'strategy' };
}

/** Contracts held in a direction, or in any. */
function heldIn(direction: Direction | undefined, { net }: Holding): number {
  if (direction === 'long') return Math.max(0, net);
  return direction === 'short' ? Math.max(0, -net) : Math.abs(net);
}

/** Whether something that would open such a position works and is unfilled. */
const entriesWait = (direction: Direction | undefined, { unfilled }: Holding): boolean =>
  (direction ? unfilled[sideOf(direction)] : unfilled.buy + unfilled.sell) > 0;

function firstTargetHit(instrument: Instrument, holding: Holding, settings: PlanSettings): Plan {
  const { firstTarget, net } = holding;
  if (settings.firstTarget.closesAll) return { do: 'close', whose: 'strategy' };
  if (firstTarget === undefined) {
    return takeOff(trimContracts(Math.abs(net), settings.firstTarget.fraction), instrument, holding, settings);
  }
  if (firstTarget.contracts > 0) return takeOff(firstTarget.contracts, instrument, holding, settings);
  return { do: 'nothing', reason: `The first target in ${instrument.id} has closed its share already.` };
}

function takeOff(contracts: number, { id }: Instrument, { net }: Holding, settings: PlanSettings): Plan {
  if (contracts >= Math.abs(net)) return { do: 'close', whose: 'strategy' };
  const order: PlannedOrder = {
    ...whose(settings),
    instrument: id,
    side: net > 0 ? 'sell' : 'buy',
    type: 'market',
    quantity: quantity(contracts),
    timeInForce: 'day',
  };
  return { do: 'reduce', order };
}

const whose = ({ account, strategy, product }: PlanSettings) => ({
  account: account as AccountId,
  strategy,
  ...(product ? { product } : {}),
});

function enter(
  alert: Alert,
  direction: Direction,
  instrument: Instrument,
  holding: Holding,
  settings: PlanSettings,
): Plan {
  const side = sideOf(direction);
  const contracts = alert.quantity ?? settings.quantity;
  checkSize(contracts, side, instrument, holding, settings);
  const snapped: Snapped[] = [];
  const at = (field: string, text: string | undefined): Price | undefined =>
    text === undefined ? undefined : priceAt(field, text, { instrument, settings, snapped });
  const type = entryType(alert, settings);
  const price = type === 'market' ? undefined : at('price', alert.price);
  const stop = at('stopLoss', alert.stopLoss);
  if (stop === undefined && settings.stopRequired) {
    throw new MalformedAlert('stopLoss', `${signalName(alert.signal)} has no stop, and stopRequired is set.`);
  }
  const targets = alert.targets.map((text, index) => at(index === 0 ? 'takeProfit' : 'takeProfit2', text));
  const orders = shares(contracts, targets, settings).map(({ contracts: share, target }): PlannedOrder => {
    const protection = protectionOf(stop, target);
    return {
      ...whose(settings),
      instrument: instrument.id,
      side,
      type,
      quantity: quantity(share),
      ...(type === 'limit' && price !== undefined ? { price } : {}),
      ...(type === 'stop' && price !== undefined ? { stopPrice: price } : {}),
      timeInForce: settings.timeInForce,
      ...(protection ? { protection } : {}),
    };
  });
  return { do: 'enter', orders, snapped };
}

function entryType({ price, signal }: Alert, { entry }: PlanSettings): EntryKind {
  if (price !== undefined || entry === 'market') return entry;
  if (entry === 'limit') return 'market';
  throw new MalformedAlert('price', `${signalName(signal)} has no price to enter at, and entry is stop.`);
}

/** One order for each target, so that what each closes is its own; the first is sent first. */
function shares(
  contracts: number,
  [first, second]: readonly (Price | undefined)[],
  { firstTarget }: PlanSettings,
): readonly { contracts: number; target: Price | undefined }[] {
  if (first === undefined || second === undefined || firstTarget.closesAll) {
    return [{ contracts, target: first ?? second }];
  }
  const atFirst = firstTargetContracts(contracts, firstTarget.fraction);
  const one = { contracts: atFirst, target: first };
  return atFirst === contracts ? [one] : [one, { contracts: contracts - atFirst, target: second }];
}

function protectionOf(stop: Price | undefined, target: Price | undefined): Protection | undefined {
  if (stop === undefined && target === undefined) return undefined;
  return {
    ...(stop === undefined ? {} : { stopLoss: { price: stop } }),
    ...(target === undefined ? {} : { takeProfit: { price: target } }),
  };
}

function checkSize(
  contracts: number,
  side: Side,
  { id }: Instrument,
  { net, unfilled }: Holding,
  { limits, strategy }: PlanSettings,
): void {
  if (contracts > limits.quantity) {
    throw new AlertRefused(`${contracts} contracts are more than limits.quantity, which is ${limits.quantity}.`);
  }
  const after = net * sideSign(side) + unfilled[side] + contracts;
  if (after <= limits.position) return;
  throw new AlertRefused(
    `${strategy} would hold ${after} ${id} once all is filled, more than limits.position, which is ${limits.position}.`,
  );
}

interface Snapping {
  readonly instrument: Instrument;
  readonly settings: PlanSettings;
  readonly snapped: Snapped[];
}

function priceAt(field: string, text: string, { instrument, settings, snapped }: Snapping): Price {
  const { tick, priceStyle, id } = instrument;
  let written: Price;
  try {
    written = parsePrice(text, priceStyle);
  } catch (error) {
    throw new MalformedAlert(field, `${error instanceof Error ? error.message : String(error)}.`);
  }
  if (isOnTick(written, tick)) return written;
  if (settings.offTick === 'refuse') {
    throw new AlertRefused(
      `${field} ${text} is off the grid of ${id}, whose tick is ${formatPrice(tick, priceStyle)}.`,
    );
  }
  const to = snapToTick(written, tick);
  snapped.push({ field, from: written, to });
  return to;
}
