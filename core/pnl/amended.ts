import type { FillAmendment } from '../model/amendment.ts';
import type { Fill } from '../model/fill.ts';
import type { ExecutionId } from '../model/ids.ts';

/** Fills as the newest amendment of each leaves them, in the order given: busted ones left out, corrected ones stated anew at the time they happened. */
export function* amendedFills(fills: Iterable<Fill>, amendments: readonly FillAmendment[]): Generator<Fill> {
  const newest = new Map<ExecutionId, FillAmendment>();
  for (const amendment of amendments) {
    const other = newest.get(amendment.executionId);
    if (other === undefined || other.tsEvent <= amendment.tsEvent) newest.set(amendment.executionId, amendment);
  }
  for (const fill of fills) {
    const amendment = newest.get(fill.executionId);
    if (amendment === undefined) yield fill;
    else if (amendment.type === 'correct') yield corrected(fill, amendment);
  }
}

function corrected(fill: Fill, amendment: FillAmendment & { type: 'correct' }): Fill {
  const { side, quantity, price, fee = fill.fee } = amendment;
  return { ...fill, side, quantity, price, ...(fee === undefined ? {} : { fee }) };
}

/** Fills by the venue's time; of one instant in the order given. */
export const inOrder = (fills: Iterable<Fill>): readonly Fill[] => [...fills].sort((a, b) => a.tsEvent - b.tsEvent);
