import { type Instant, SECOND } from '../../core/model/time.ts';
import type { Spot } from '../../core/spot/state.ts';
import type { Journal, SpotRow } from '../journal/port.ts';

interface Dependencies {
  readonly journal: Pick<Journal, 'appendSpots'>;
  /** The machine's now. */
  readonly now: () => Instant;
  readonly failed: (error: unknown) => void;
}

export const rowOf = (instrument: string, source: string, spot: Spot): SpotRow => ({
  ...spot,
  instrument,
  source,
  format: spot.format ?? 'decimal',
});

/** Journals what sources say: one row a changed price, and of one source at most one a second, the newest. */
export class SpotRecord {
  readonly #dependencies: Dependencies;
  /** What was journalled last of each source, or tried to be: then without a price, so that the next word of it is tried again. */
  readonly #kept = new Map<string, { price?: number | null; at: number }>();
  readonly #waiting = new Map<string, SpotRow>();
  #timer: NodeJS.Timeout | undefined;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  /** What is journalled already. */
  restored(row: SpotRow): void {
    this.#kept.set(keyOf(row), { price: row.price, at: Number.NEGATIVE_INFINITY });
  }

  note(row: SpotRow): void {
    const key = keyOf(row);
    const kept = this.#kept.get(key);
    if (kept?.price === row.price) this.#waiting.delete(key);
    else this.#waiting.set(key, row);
    this.#write();
  }

  /** Writes what waits, whatever the time. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#append([...this.#waiting.values()]);
  }

  #write(): void {
    const now = this.#dependencies.now();
    const due = (row: SpotRow): boolean =>
      Math.abs(now - (this.#kept.get(keyOf(row))?.at ?? Number.NEGATIVE_INFINITY)) >= SECOND;
    const rows = [...this.#waiting.values()].filter(due);
    void this.#append(rows);
    if (this.#waiting.size === 0 || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#write();
    }, 1_000);
    this.#timer.unref();
  }

  async #append(rows: readonly SpotRow[]): Promise<void> {
    if (rows.length === 0) return;
    const at = this.#dependencies.now();
    for (const row of rows) {
      this.#waiting.delete(keyOf(row));
      this.#kept.set(keyOf(row), { price: row.price, at });
    }
    try {
      await this.#dependencies.journal.appendSpots(rows);
    } catch (error) {
      for (const row of rows) if (this.#kept.get(keyOf(row))?.price === row.price) this.#kept.set(keyOf(row), { at });
      this.#dependencies.failed(error);
    }
  }
}

const keyOf = ({ instrument, source }: SpotRow): string => `${instrument} ${source}`;
