import type { Instrument } from '../../../core/model/instrument.ts';
import type { Money } from '../../../core/model/money.ts';
import type { Price } from '../../../core/model/price.ts';
import type { Quantity, Side } from '../../../core/model/quantity.ts';
import type { InstrumentRegistry } from '../../../core/model/registry.ts';
import type { Instant, TradeDate } from '../../../core/model/time.ts';
import type { SettlementKind } from '../../../core/settlement/settlement.ts';
import type { RecordTerms } from '../record-terms.ts';
import type { Row } from '../row.ts';

/** What is known of a file beside its rows. */
export interface FileFacts extends Pick<RecordTerms, 'zone' | 'instrument'> {
  /** Its own name, without folders. */
  readonly name: string;
  readonly registry: InstrumentRegistry;
  /** Whether rows without a time, or of a product without a month, may be read: fine for arithmetic, not for the record. */
  readonly loose?: boolean;
}

/** One execution as a row says it. */
export interface FillRow {
  readonly type: 'fill';
  readonly instrument: Instrument;
  readonly side: Side;
  readonly quantity: Quantity;
  readonly price: Price;
  /** Absent only when the file has no times. */
  readonly at?: Instant;
  readonly executionId?: string;
  readonly orderId?: string;
  readonly account?: string;
  readonly strategy?: string;
  readonly fee?: Money;
  readonly liquidity?: 'maker' | 'taker';
  /** The exchange as the file calls it. */
  readonly market?: string;
  /** What else tells it from another fill at the same time and price: nanoseconds, an order. */
  readonly mark?: string;
}

export interface SettlementRow {
  readonly type: 'settlement';
  readonly instrument: Instrument;
  readonly kind: SettlementKind;
  readonly price: Price;
  readonly tradeDate: TradeDate;
  readonly at: Instant;
}

/** A row that its format says is nothing to take. Rows of one reason are counted together. */
export interface SkippedRow {
  readonly type: 'skipped';
  readonly reason: string;
}

export type ReadRow = FillRow | SettlementRow | SkippedRow;

export const skipped = (reason: string): SkippedRow => ({ type: 'skipped', reason });

/** Reads one row; throws a `FieldProblem` for what cannot be taken. */
export type RowReader = (row: Row) => ReadRow;

export interface FileFormat {
  readonly name: string;
  readonly about: string;
  readonly gives: 'fills' | 'start of day' | 'settlements';
  /** Columns that a file of it has, as they are written; of alternatives one. */
  readonly signature: readonly (readonly string[])[];
  /** Throws `ImportRefused` where the file as a whole cannot be read, as for a name that tells no day. */
  reader(facts: FileFacts): RowReader;
}

export const columns = (...names: readonly string[]): readonly (readonly string[])[] => names.map((name) => [name]);
