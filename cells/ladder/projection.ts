import { formatGain, formatMoney } from '../../core/format.ts';
import type { Base } from '../../core/ladder/base.ts';
import type { LadderOrder } from '../../core/ladder/order.ts';
import { markOf } from '../../core/ladder/project.ts';
import { ticksText } from '../../core/ladder/ticks-text.ts';
import { riskOf, type Scenario, scenario } from '../../core/ladder/walk.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { BookSnapshot } from '../../core/model/market.ts';
import { type Money, moneyToDecimal } from '../../core/model/money.ts';
import { type Price, price, priceFromTicks } from '../../core/model/price.ts';
import { splitAverage } from '../../core/model/price-format.ts';
import { type Amount, partsText } from '../shown.ts';
import type { LadderRow } from './schema.ts';

/** What a ladder projects from. */
export interface Subject {
  readonly spot: Price;
  readonly base: Base;
  readonly orders: readonly LadderOrder[];
}

export type Projected = Pick<LadderRow, 'position' | 'profit' | 'risk' | 'even' | 'ticks' | 'spot'>;

export interface Projection {
  readonly walk: Scenario;
  at(tick: number): Projected;
}

/**
 * Where a live market is: in the middle of its quotes, between two rows where they are a tick apart, so that own orders on both sides rest.
 * One side alone has nothing beyond it.
 */
export function liveSpot(book: BookSnapshot | undefined, last: Price | undefined, tick: Price): Price | undefined {
  const bid = book?.bids[0]?.price;
  const ask = book?.asks[0]?.price;
  if (bid !== undefined && ask !== undefined) return price(Math.floor((bid + ask) / 2));
  if (bid !== undefined) return price(bid + Math.floor(tick / 2));
  if (ask !== undefined) return price(ask - Math.floor(tick / 2));
  return last;
}

const signOf = (value: number): Amount['sign'] => (value > 0 ? 'gain' : value < 0 ? 'loss' : 'even');

/** Money with as many decimals as a tick's value has, since risk is a multiple of it. */
function riskAmount(risk: Money, { tickValue }: Pick<Instrument, 'tickValue'>): Amount {
  const decimals = moneyToDecimal(tickValue).split('.')[1]?.length ?? 0;
  return { text: formatMoney(risk, { decimals }), sign: signOf(risk) };
}

/** Position and P&L of a row; with `whole` also what a scenario adds. */
export function projected(
  walk: Scenario,
  tick: number,
  { spot }: Subject,
  instrument: Instrument,
  whole: boolean,
): Projected {
  const at = priceFromTicks(tick, instrument.tick);
  const { position, pnl, breakEven } = walk.at(at);
  if (!whole) return { position, profit: formatGain(pnl, 0) };
  const risk = riskOf(position, instrument);
  const mark = markOf(at, spot, instrument.tick);
  const parts = breakEven && splitAverage(breakEven, instrument.priceStyle);
  return {
    position,
    profit: formatGain(pnl),
    ...(position === 0 ? {} : { risk: riskAmount(risk, instrument) }),
    ...(parts ? { even: partsText(parts) } : {}),
    ...(position === 0 ? {} : { ticks: ticksText(pnl, risk, 2, 2) }),
    ...(mark ? { spot: mark } : {}),
  };
}

/**
 * Makes a projection once, and each row of it once, until the spot, what is held or what works has changed: a busy book asks for the same rows
 * sixty times a second.
 */
export function rememberProjection(instrument: Instrument, whole: boolean): (subject: Subject) => Projection {
  let known = '';
  let projection: Projection | undefined;
  return (subject) => {
    const now = JSON.stringify(subject);
    if (projection && now === known) return projection;
    known = now;
    const walk = scenario({ ...subject, instrument });
    const rows = new Map<number, Projected>();
    projection = {
      walk,
      at(tick) {
        const found = rows.get(tick);
        if (found) return found;
        const made = projected(walk, tick, subject, instrument, whole);
        rows.set(tick, made);
        return made;
      },
    };
    return projection;
  };
}
