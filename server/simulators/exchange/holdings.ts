import type { Calendars } from '../../../core/calendar/calendar.ts';
import { tradeDateOf } from '../../../core/calendar/session.ts';
import type { Fill } from '../../../core/model/fill.ts';
import type { AccountId } from '../../../core/model/ids.ts';
import type { Instrument } from '../../../core/model/instrument.ts';
import { type Money, NO_MONEY } from '../../../core/model/money.ts';
import type { Price } from '../../../core/model/price.ts';
import { quantity, type SignedQuantity, signedQuantity } from '../../../core/model/quantity.ts';
import type { Instant, TradeDate } from '../../../core/model/time.ts';
import { LotBook } from '../../../core/pnl/lot-book.ts';
import type { ExchangePosition } from '../port.ts';
import { type CarriedPosition, carriedFill } from './carried.ts';
import { DayBook } from './day-book.ts';

interface Holding {
  readonly account: AccountId;
  readonly instrument: Instrument;
  bought: number;
  sold: number;
  tsOpened: Instant | undefined;
  day: DayBook;
}

/** What accounts hold, over all time and by trade date. Lots are matched first in, first out, by the core's own book. */
export class Holdings {
  readonly #instruments: ReadonlyMap<string, Instrument>;
  readonly #calendars: Calendars | undefined;
  readonly #lots: LotBook;
  readonly #lastPrice: (instrument: string) => Price | undefined;
  readonly #holdings = new Map<string, Holding>();

  constructor(
    instruments: ReadonlyMap<string, Instrument>,
    lastPrice: (instrument: string) => Price | undefined,
    calendars?: Calendars,
  ) {
    this.#instruments = instruments;
    this.#lastPrice = lastPrice;
    this.#calendars = calendars;
    this.#lots = new LotBook((id) => instruments.get(id)?.multiplier ?? 1);
  }

  tradeDate = ({ session }: Instrument, at: Instant): TradeDate => tradeDateOf(session, at, this.#calendars);

  /** Puts in what was held before the exchange began, bought or sold at the price at which it is carried. */
  carry(carried: CarriedPosition, at: Instant): void {
    const { account, quantity: held } = carried;
    const instrument = this.#instruments.get(carried.instrument);
    if (instrument === undefined || held === 0) return;
    const fill = carriedFill(carried, this.tradeDate(instrument, at), at);
    this.#lots.apply(fill);
    const day = new DayBook(instrument, fill.tradeDate, fill);
    const [bought, sold] = held > 0 ? [held, 0] : [0, -held];
    this.#holdings.set(keyOf(account, instrument.id), { account, instrument, bought, sold, tsOpened: at, day });
  }

  /** Books a fill and gives what it realized; undefined where it opened or added. */
  book(fill: Fill): Money | undefined {
    const holding = this.#of(fill);
    if (holding === undefined) return undefined;
    this.#roll(holding, fill.tradeDate);
    const before = this.#quantity(holding);
    const matches = this.#lots.apply(fill);
    holding.day.add(fill);
    if (fill.side === 'buy') holding.bought += fill.quantity;
    else holding.sold += fill.quantity;
    const after = this.#quantity(holding);
    if (after === 0) holding.tsOpened = undefined;
    else if (before === 0 || before > 0 !== after > 0) holding.tsOpened = fill.tsEvent;
    if (matches.length === 0) return undefined;
    return matches.reduce((sum, { realized }) => (sum + realized) as Money, NO_MONEY);
  }

  of(account: AccountId, at: Instant): readonly ExchangePosition[] {
    return [...this.#holdings.values()].filter((each) => each.account === account).map((each) => this.#state(each, at));
  }

  /** Contracts, long positive. */
  quantity(account: AccountId, instrument: string): number {
    const holding = this.#holdings.get(keyOf(account, instrument));
    return holding === undefined ? 0 : this.#quantity(holding);
  }

  one(account: AccountId, instrument: string, at: Instant): ExchangePosition | undefined {
    const holding = this.#holdings.get(keyOf(account, instrument));
    return holding && this.#state(holding, at);
  }

  #of({ account, instrument: id, tradeDate }: Fill): Holding | undefined {
    const key = keyOf(account, id);
    const known = this.#holdings.get(key);
    const instrument = this.#instruments.get(id);
    if (known !== undefined || instrument === undefined) return known;
    const day = new DayBook(instrument, tradeDate);
    const begun: Holding = { account, instrument, bought: 0, sold: 0, tsOpened: undefined, day };
    this.#holdings.set(key, begun);
    return begun;
  }

  #roll(holding: Holding, tradeDate: TradeDate): void {
    if (holding.day.tradeDate >= tradeDate) return;
    const { account, instrument } = holding;
    const price = this.#lastPrice(instrument.id);
    const held = this.#quantity(holding);
    const carried = { account, instrument: instrument.id, quantity: held, price: price ?? (0 as Price) };
    const fill = price === undefined || held === 0 ? undefined : carriedFill(carried, tradeDate, 0 as Instant);
    holding.day = new DayBook(instrument, tradeDate, fill);
  }

  #quantity({ bought, sold }: Holding): SignedQuantity {
    return signedQuantity(bought - sold);
  }

  #state(holding: Holding, at: Instant): ExchangePosition {
    const { account, instrument, tsOpened } = holding;
    this.#roll(holding, this.tradeDate(instrument, at));
    const lots = this.#lots.position({ instrument: instrument.id, account, strategy: '' });
    return {
      account,
      instrument: instrument.id,
      quantity: this.#quantity(holding),
      cost: lots?.cost ?? NO_MONEY,
      realized: lots?.realized ?? NO_MONEY,
      bought: quantity(holding.bought),
      sold: quantity(holding.sold),
      ...(tsOpened === undefined ? {} : { tsOpened }),
      day: holding.day.state(),
    };
  }
}

const keyOf = (account: string, instrument: string): string => `${account} ${instrument}`;
