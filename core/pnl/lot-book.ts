import type { Fill } from '../model/fill.ts';
import type { AccountId, ExecutionId } from '../model/ids.ts';
import { fifo } from './fifo.ts';
import type { Match, PositionKey } from './match.ts';
import type { LotMethod } from './method.ts';
import { Position } from './position.ts';
import { RecentIds } from './recent-ids.ts';

type Strategies = Map<string, Position>;

/** Far more than a venue says again after a break; what is older is kept from coming twice by the order's fold and the journal's key. */
const REMEMBERED = 16_384;
const NO_MATCHES: readonly Match[] = [];

/**
 * Every position of the desk, kept by instrument, account and strategy. Fills go in once, by execution id (of the last 16,384 at least),
 * in the order they are given; the same fills in the same order give the same lots, matches and sums.
 */
export class LotBook {
  readonly method: LotMethod;
  readonly #multiplierOf: (instrument: string) => number;
  readonly #seen = new RecentIds<ExecutionId>(REMEMBERED);
  readonly #positions = new Map<string, Map<AccountId, Strategies>>();

  /** `multiplierOf` gives currency units per point of an instrument and throws for one it does not know. */
  constructor(multiplierOf: (instrument: string) => number, method: LotMethod = fifo) {
    this.#multiplierOf = multiplierOf;
    this.method = method;
  }

  /** Books a fill and gives what it closed. An execution that is remembered changes nothing and closes nothing. */
  apply(fill: Fill): readonly Match[] {
    if (!this.#seen.add(fill.executionId)) return NO_MATCHES;
    return (this.position(fill) ?? this.#begin(fill)).apply(fill);
  }

  /** Whether an execution is remembered. */
  has(execution: ExecutionId): boolean {
    return this.#seen.has(execution);
  }

  position({ instrument, account, strategy }: PositionKey): Position | undefined {
    return this.#positions.get(instrument)?.get(account)?.get(strategy);
  }

  /** Every position there has been, also flat ones; of one instrument when asked. */
  *positions(instrument?: string): Generator<Position> {
    const accounts = instrument === undefined ? this.#positions.values() : [this.#positions.get(instrument)];
    for (const account of accounts) for (const strategies of account?.values() ?? []) yield* strategies.values();
  }

  #begin({ instrument, account, strategy }: Fill): Position {
    const position = new Position({ instrument, account, strategy }, this.#multiplierOf(instrument), this.method);
    const accounts = this.#positions.get(instrument) ?? new Map<AccountId, Strategies>();
    const strategies: Strategies = accounts.get(account) ?? new Map();
    this.#positions.set(instrument, accounts.set(account, strategies.set(strategy, position)));
    return position;
  }
}
