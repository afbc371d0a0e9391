import type { Instrument } from '../model/instrument.ts';
import type { TradeDate } from '../model/time.ts';

/** Why nobody trades an instrument on a day, as a sentence; undefined when people do. */
export function tradableProblem(
  { id, calculated }: Instrument,
  expiry: TradeDate | undefined,
  tradeDate: TradeDate,
): string | undefined {
  if (calculated)
    return `${id} is an index, which is calculated and not traded; send the order in one of its futures or options.`;
  if (expiry === undefined || tradeDate <= expiry) return undefined;
  return `${id} expired on ${expiry}, so it takes no orders; send the order in a contract that is still listed.`;
}
