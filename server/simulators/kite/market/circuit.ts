import { type Price, snapToTick } from '../../../../core/model/price.ts';
import type { SimulatedExchange } from '../../port.ts';
import type { Listed } from '../listing.ts';

/** A tenth of where the day before ended, and of the strike for an option, as its underlying may move by that. */
const BAND = 0.1;

/** Between which prices orders are taken today; undefined for an index. */
export function circuitOf(
  { instrument }: Listed,
  exchange: SimulatedExchange,
): { readonly lower: Price; readonly upper: Price } | undefined {
  const close = exchange.day(instrument.id)?.previousClose;
  if (instrument.calculated || close === undefined) return undefined;
  const { tick, option } = instrument;
  const band = Math.max(close, option?.strike ?? 0) * BAND;
  const snapped = (value: number): Price => snapToTick(Math.round(value) as Price, tick);
  return { lower: Math.max(tick, snapped(close - band)) as Price, upper: snapped(close + band) };
}
