import type { FillAmendment } from '../../core/model/amendment.ts';
import type { Fill } from '../../core/model/fill.ts';
import { differencesOf } from '../../core/model/fill-content.ts';
import type { ExecutionId } from '../../core/model/ids.ts';
import type { Money } from '../../core/model/money.ts';
import type { Price } from '../../core/model/price.ts';
import type { Quantity, Side } from '../../core/model/quantity.ts';
import type { Instant } from '../../core/model/time.ts';
import type { AppendedFills, FillOrigin, RunKey, StartOfDay } from './port.ts';
import { amendmentRow, type FillValues, fillOf, fillRow } from './rows.ts';
import type { Statements } from './statements.ts';

interface AmendmentValues {
  readonly amendmentId: string;
  readonly executionId: ExecutionId;
  readonly type: FillAmendment['type'];
  readonly side: Side;
  readonly quantity: Quantity;
  readonly price: Price;
  readonly fee: Money | null;
  readonly reason: string;
  readonly tsEvent: Instant;
  readonly tsInit: Instant;
}

/** Fills that came from outside and what the venue said of fills afterwards, in a transaction of the caller. */
export class FillRecord {
  readonly #sql: Statements;
  readonly #key: RunKey;

  constructor(sql: Statements, key: RunKey) {
    this.#sql = sql;
    this.#key = key;
  }

  append(fills: readonly Fill[], origin: FillOrigin, at: Instant): AppendedFills {
    const added: Fill[] = [];
    const known: Fill[] = [];
    const conflicts: { fill: Fill; known: Fill }[] = [];
    const insert = this.#sql.get('insert_new_fill');
    for (const fill of fills) {
      if (insert.run(fillRow(this.#key, fill, origin, at)).changes === 1) {
        added.push(fill);
        continue;
      }
      const there = this.find(fill.executionId)!;
      if (differencesOf(fill, there).length === 0) known.push(fill);
      else conflicts.push({ fill, known: there });
    }
    return { added, known, conflicts };
  }

  find(execution: ExecutionId): Fill | undefined {
    const { environment, run } = this.#key;
    const values = this.#sql.get('fill_of').raw().get(environment, run, execution);
    return values === undefined ? undefined : fillOf(values as FillValues);
  }

  startOfDay(): readonly StartOfDay[] {
    return this.#sql.all('start_of_day', { ...this.#key });
  }

  amend(amendment: FillAmendment, at: Instant): boolean {
    return this.#sql.run('insert_amendment', ...amendmentRow(this.#key, amendment, at)) === 1;
  }

  amendments(): readonly FillAmendment[] {
    const { environment, run } = this.#key;
    return this.#sql.all<AmendmentValues>('amendments', environment, run).map(amendmentOf);
  }
}

function amendmentOf(values: AmendmentValues): FillAmendment {
  const { type, side, quantity, price, fee, ...said } = values;
  if (type === 'bust') return { type, ...said };
  return { type, ...said, side, quantity, price, ...(fee === null ? {} : { fee }) };
}
