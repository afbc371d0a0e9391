import type { VenueOrderId } from '../../../core/model/ids.ts';
import type { Quantity } from '../../../core/model/quantity.ts';
import { type Instant, instant } from '../../../core/model/time.ts';
import type { OrderRecord, Standing, TradeRecord } from '../own-orders/record.ts';

/** The orders of one that was sliced, by their ids; the first is the one that the desk knows. */
interface Whole {
  readonly first: VenueOrderId;
  readonly ids: Set<VenueOrderId>;
  readonly rows: Map<VenueOrderId, OrderRecord>;
}

/**
 * One order of the desk is one at Upstox, as none is sent to be sliced. Where Upstox makes several of one all the same, their rows are added up and their
 * executions are those of the first. They are known by the answer to the placement, and by their tag after that was lost or the console began anew.
 */
export class Parts {
  readonly #isOwn: (tag: string) => boolean;
  readonly #wholes = new Map<VenueOrderId, Whole>();
  readonly #byTag = new Map<string, VenueOrderId>();

  constructor(isOwn: (tag: string) => boolean) {
    this.#isOwn = isOwn;
  }

  placed(first: VenueOrderId, more: readonly VenueOrderId[]): void {
    if (more.length === 0) return;
    for (const id of more) this.#join(first, id);
  }

  /** Those that may still work, of an id; the id itself where it is one alone. */
  openOf(id: VenueOrderId): VenueOrderId[] {
    const whole = this.#wholes.get(id);
    if (whole === undefined) return [id];
    return [...whole.ids].filter((each) => (whole.rows.get(each)?.standing ?? 'open') === 'open');
  }

  /** A row as the desk is to see it. */
  row(row: OrderRecord): OrderRecord {
    if (row.tag !== undefined && this.#isOwn(row.tag)) {
      const first = this.#byTag.get(row.tag) ?? row.id;
      this.#byTag.set(row.tag, first);
      if (first !== row.id) this.#join(first, row.id, row);
    }
    const whole = this.#wholes.get(row.id);
    if (whole === undefined) return row;
    const before = whole.rows.get(row.id);
    if (before === undefined || row.tsUpdated >= before.tsUpdated) whole.rows.set(row.id, row);
    return added(whole);
  }

  /** An execution as the desk is to see it. */
  trade(trade: TradeRecord): TradeRecord {
    const whole = this.#wholes.get(trade.order);
    return whole === undefined ? trade : { ...trade, order: whole.first };
  }

  #join(first: VenueOrderId, id: VenueOrderId, row?: OrderRecord): void {
    const whole = this.#wholes.get(first) ?? { first, ids: new Set([first]), rows: new Map() };
    whole.ids.add(id);
    this.#wholes.set(first, whole);
    this.#wholes.set(id, whole);
    if (row) whole.rows.set(id, whole.rows.get(id) ?? row);
  }
}

const standingOf = (rows: readonly OrderRecord[], isAll: boolean): Standing => {
  if (!isAll || rows.some(({ standing }) => standing === 'open' || standing === 'none')) return 'open';
  if (rows.every(({ standing }) => standing === 'filled')) return 'filled';
  if (rows.every(({ standing }) => standing === 'rejected')) return 'rejected';
  return 'canceled';
};

function added({ first, ids, rows }: Whole): OrderRecord {
  const all = [...rows.values()];
  const lead = rows.get(first) ?? all[0]!;
  const sum = (of: (row: OrderRecord) => number): Quantity =>
    all.reduce((total, row) => total + of(row), 0) as Quantity;
  const newest = (of: (row: OrderRecord) => Instant): Instant => instant(Math.max(...all.map(of)));
  return {
    ...lead,
    id: first,
    terms: { ...lead.terms, quantity: sum(({ terms }) => terms.quantity) },
    filledQuantity: sum(({ filledQuantity }) => filledQuantity),
    standing: standingOf(all, all.length === ids.size),
    tsUpdated: newest(({ tsUpdated }) => tsUpdated),
  };
}
