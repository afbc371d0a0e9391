import { type Base, baseOfFills } from '../../core/ladder/base.ts';
import type { LadderOrder } from '../../core/ladder/order.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { Price } from '../../core/model/price.ts';
import { parsePrice } from '../../core/model/price-parse.ts';
import { CellFailure } from '../kind.ts';
import type { LadderProps, ScenarioColumn } from './schema.ts';
import { scenarioColumns } from './schema.ts';
import { isSource } from './spot-source.ts';

/** What a cell assumes, read once. */
export interface WhatIfs {
  readonly columns: readonly ScenarioColumn[];
  readonly orders: readonly LadderOrder[];
  /** Undefined where the market's own counts, or what a spot source says. */
  readonly spot: Price | undefined;
  readonly baseAt: ((spot: Price) => Base) | undefined;
  readonly own: boolean;
  readonly levels: readonly Price[];
}

const isGiven = (text: string | undefined): text is string =>
  text !== undefined && text.trim() !== '' && !isSource(text);

/** Whether a ladder shows more than the market and what is the desk's. */
export const isScenario = ({ scenario, columns, orders, spot, base, survival }: LadderProps): boolean =>
  scenario || [columns, orders, spot, base, survival].some((given) => given !== undefined);

/** Whether the market has a part in it. */
export const isLive = ({ spot, own }: LadderProps): boolean => !isGiven(spot) || own === true;

/** Reads what is assumed. Throws a `CellFailure` of code `props` that names the property. */
export function readWhatIfs(props: LadderProps, instrument: Instrument): WhatIfs {
  const at = (text: string, where: string): Price => reading(where, () => parsePrice(text, instrument.priceStyle));
  const spot = isGiven(props.spot) ? at(props.spot, 'spot') : undefined;
  const orders = (props.orders ?? []).map(({ side, quantity, type, price, trigger }, index): LadderOrder => {
    const where = `orders[${index}]`;
    if (type !== 'market' && price === undefined) throw wrong(where, 'only a market order has no price');
    return {
      side,
      quantity,
      type,
      ...(type === 'market' || price === undefined ? {} : { price: at(price, `${where}.price`) }),
      ...(trigger === undefined ? {} : { trigger: at(trigger, `${where}.trigger`) }),
    };
  });
  return {
    columns: props.columns ?? scenarioColumns,
    orders,
    spot,
    baseAt: isGiven(props.base) ? baseReader(props.base, instrument, at) : undefined,
    own: props.own ?? spot === undefined,
    levels:
      props.survival?.levels?.map((text, index) => at(text, `survival.levels[${index}]`)) ??
      instrument.technicalLevels ??
      [],
  };
}

function baseReader(text: string, { multiplier }: Instrument, at: (text: string, where: string) => Price) {
  const [, contracts, price] = /^([+-]?\d+)@(.+)$/.exec(text.trim()) ?? [];
  if (contracts === undefined || price === undefined)
    throw wrong('base', "it is contracts and a price, as in 5@110'08");
  const fill = { quantity: Number(contracts), price: at(price, 'base') };
  return (spot: Price): Base => baseOfFills([fill], spot, multiplier);
}

function reading<T>(where: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw wrong(where, error instanceof Error ? error.message : String(error));
  }
}

const wrong = (where: string, why: string): CellFailure =>
  new CellFailure({
    code: 'props',
    message: `${where}: ${why}.`,
    hint: "Prices are written as 110'085, 110-08.5 or 110.265625.",
  });
