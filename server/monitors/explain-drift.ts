import { venueOrderId } from '../../core/model/ids.ts';
import { sideSign } from '../../core/model/quantity.ts';
import type { FillsState } from '../../core/topics.ts';
import type { VenueFill } from '../../core/venue/books.ts';
import type { Drift } from '../../core/venue/state.ts';

type Explaining = Drift['explainedBy'][number];

export interface BothSides {
  /** What the venue has of today. */
  readonly there: readonly VenueFill[];
  /** What of it could not be taken in. */
  readonly missingHere: readonly VenueFill[];
  readonly here: FillsState;
}

/** Executions that one side lacks, newest first, as far as they explain the gap: the fewest newest whose sum is it, or all of them. */
export function explain(
  { account, instrument, ours, venue }: Omit<Drift, 'explainedBy'>,
  { there, missingHere, here }: BothSides,
): readonly Explaining[] {
  const known = new Set(there.map(({ executionId }) => executionId));
  const isOf = (fill: { readonly account: string; readonly instrument: string }) =>
    fill.account === account && fill.instrument === instrument;
  const lacking: Explaining[] = [
    ...missingHere.filter(isOf).map((fill): Explaining => ({ ...fill, missing: 'here' })),
    ...here.fills
      .filter((fill) => isOf(fill) && !known.has(fill.executionId))
      .map(
        ({ strategy: _, tradeDate: __, tsInit: ___, ...fill }): Explaining => ({
          ...fill,
          venueOrderId: venueOrderId(fill.clientOrderId),
          missing: 'there',
        }),
      ),
  ].sort((a, b) => b.tsEvent - a.tsEvent);
  const gap = venue - ours;
  let sum = 0;
  for (const [index, fill] of lacking.entries()) {
    sum += (fill.missing === 'here' ? 1 : -1) * sideSign(fill.side) * fill.quantity;
    if (sum === gap) return lacking.slice(0, index + 1);
  }
  return lacking;
}
