import { type DatedContract, datedId } from './dated-contract.ts';
import type { InstrumentDefinition, Since } from './definition.ts';
import type { Instrument } from './instrument.ts';
import type { TradeDate } from './time.ts';

const asOf = (values: readonly Since[], day: TradeDate): number | undefined =>
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
  const { exchange, tick, tickValue, priceStyle, lots, freezes = [] } = dated;
  const freezeQuantity = asOf(freezes, today);
  return {
    id,
    root,
    name,
    exchange,
    currency,
    tick,
    tickValue,
    multiplier,
    priceStyle,
    session,
    lot: asOf(lots, expiry) ?? 1,
    ...(freezeQuantity === undefined ? {} : { freezeQuantity }),
    expiry,
    ...(option ? { option } : {}),
  };
}
