import type { Bar, MarketTrade } from '../../core/model/market.ts';
import { type Instant, instant, SECOND } from '../../core/model/time.ts';
import type { DeskRecorder } from '../desk/desk-market.ts';

/** What a venue told in seconds, and after it each trade that was recorded as a bar of its own. */
export function secondsOf(
  { kept, read }: Pick<DeskRecorder, 'read' | 'kept'>,
  instrument: string,
  from: Instant,
  to: Instant,
): readonly Bar[] {
  const told = kept?.bars(instrument, 'second', from, to) ?? [];
  const last = told.at(-1);
  const since = last === undefined ? from : instant(last.tsStart + SECOND);
  return [...told, ...read.tradesBetween(instrument, since, to).map(barOf)];
}

const barOf = ({ instrument, price, quantity, tsEvent }: MarketTrade): Bar => ({
  instrument,
  tsStart: tsEvent,
  open: price,
  high: price,
  low: price,
  close: price,
  volume: quantity,
});
