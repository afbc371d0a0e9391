import type { Price } from '../../core/model/price.ts';
import type { Quantity } from '../../core/model/quantity.ts';
import type { Instant } from '../../core/model/time.ts';
import type { DepthChange, ReplayEvent } from '../../core/replay/event.ts';
import type { Statements } from '../journal/statements.ts';
import { Cursor } from './cursor.ts';
import { depthEvent, type GapValues, gapEvent } from './rows.ts';

/**
 * What a replay that begins in the middle has to be told first: the whole book as the differences before it left it, or the gap since which it is
 * not to be trusted. Undefined where no book was recorded before.
 */
export function bookBefore(sql: Statements, seq: number, tsEvent: Instant): ReplayEvent | undefined {
  const snapshot = sql.one<{ seq: number | null }>('last_snapshot', seq)?.seq;
  if (snapshot === null || snapshot === undefined) return undefined;
  const gap = sql.get('gap_between').raw().get(snapshot, seq) as GapValues | undefined;
  if (gap) return { ...gapEvent(gap), tsEvent };
  const sides = { buy: new Map<Price, Quantity>(), sell: new Map<Price, Quantity>() };
  const cursor = new Cursor(sql.get('depth'), depthEvent, snapshot);
  let instrument = '';
  while (cursor.seq < seq) {
    const event = cursor.take();
    if (event.type !== 'depth') continue;
    instrument = event.instrument;
    for (const { side, price, quantity } of event.changes) {
      if (quantity === 0) sides[side].delete(price);
      else sides[side].set(price, quantity);
    }
  }
  const changes = (['buy', 'sell'] as const).flatMap((side) =>
    Array.from(sides[side], ([price, quantity]): DepthChange => ({ side, price, quantity })),
  );
  return { type: 'depth', tsEvent, instrument, snapshot: true, changes };
}
