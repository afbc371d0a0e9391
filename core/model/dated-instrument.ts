import { type DatedContract, datedId } from './dated-contract.ts';
import type { InstrumentDefinition, Since } from './definition.ts';
import type { Instrument } from './instrument.ts';
import { priceValue } from './money.ts';
import type { TradeDate } from './time.ts';

/** What holds on a day; undefined before the first. */
export const asOf = (values: readonly Since[], day: TradeDate): number | undefined =>
  values.findLast(({ from }) => from <= day)?.is;

/** A contract on what a definition names; undefined where there are none. The lot is that of its last trade date, the freeze quantity today's. */
export function datedInstrument(
  { name, root, currency, multiplier, session, dated }: InstrumentDefinition,
  contract: Omit<DatedContract, 'kind'>,
  today: TradeDate,
): Instrument | undefined {
  const { expiry, option } = contract;
  const id = datedId({ ...contract, root });
  if (dated === undefined || id === undefined) return undefined;
  const { exchange, priceStyle, lots, freezes = [] } = dated;
  const tick = option ? dated.tick : (dated.futureTick ?? dated.tick);
  const freezeQuantity = asOf(freezes, today);
  return {
    id,
    root,
    name,
    exchange,
    currency,
    tick,
    tickValue: priceValue(tick, 1, multiplier),
    multiplier,
    priceStyle,
    session,
    lot: asOf(lots, expiry) ?? 1,
    ...(freezeQuantity === undefined ? {} : { freezeQuantity }),
    expiry,
    ...(option ? { option } : {}),
  };
}
