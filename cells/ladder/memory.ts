import type { LadderRow } from './schema.ts';
import { type Flash, still } from './view.ts';

export interface RememberedRow {
  readonly row: LadderRow;
  readonly flash: Flash;
}

const other = (flash: Flash['bid']): 'a' | 'b' => (flash === 'a' ? 'b' : 'a');

/**
 * Keeps what a row was drawn from, so that an unchanged row is the same object and is not drawn again, and says which sizes changed.
 * A price seen for the first time does not flash.
 */
export class RowMemory {
  #rows = new Map<number, RememberedRow & { text: string }>();

  take(rows: readonly LadderRow[]): readonly RememberedRow[] {
    const next = new Map<number, RememberedRow & { text: string }>();
    const taken = rows.map((row) => {
      const before = this.#rows.get(row.tick);
      const text = JSON.stringify(row);
      const now = before?.text === text ? before : { row, text, flash: flashOf(row, before) };
      next.set(row.tick, now);
      return now;
    });
    this.#rows = next;
    return taken;
  }

  forget(): void {
    this.#rows.clear();
  }
}

function flashOf(row: LadderRow, before: RememberedRow | undefined): Flash {
  if (!before) return still;
  const { flash } = before;
  return {
    bid: row.bid?.size === before.row.bid?.size ? flash.bid : other(flash.bid),
    ask: row.ask?.size === before.row.ask?.size ? flash.ask : other(flash.ask),
  };
}
