import { OutOfRange } from '../errors.ts';
import type { Fill } from '../model/fill.ts';
import { differencesOf } from '../model/fill-content.ts';
import type { AccountId, ExecutionId } from '../model/ids.ts';
import { fifo } from './fifo.ts';
import { FillConflict } from './fill-conflict.ts';
import type { Match, PositionKey } from './match.ts';
import type { LotMethod } from './method.ts';
import { Position } from './position.ts';
import { RememberedFills } from './remembered-fills.ts';

type Strategies = Map<string, Position>;

/** Far more than a venue says again after a break; what is older is kept from coming twice by the order's fold and the journal's key. */
const REMEMBERED = 4_096;
const NO_MATCHES: readonly Match[] = [];

/**
 * Every position of the desk, kept by instrument, account and strategy. Fills go in once, by execution id (of the last 4,096 at least),
 * in the order they are given; the same fills in the same order give the same lots, matches and sums.
 */
export class LotBook {
  readonly method: LotMethod;
  readonly #multiplierOf: (instrument: string) => number;
  readonly #remembered = new RememberedFills(REMEMBERED);
  readonly #positions = new Map<string, Map<AccountId, Strategies>>();
  /** The position of the fill before, since most fills come in rows of one. */
  #latest: Position | undefined;

  /** `multiplierOf` gives currency units per point of an instrument and throws for one it does not know. */
  constructor(multiplierOf: (instrument: string) => number, method: LotMethod = fifo) {
    this.#multiplierOf = multiplierOf;
    this.method = method;
  }

  /**
   * Books a fill and gives what it closed. An execution that is remembered with the same content changes nothing and closes nothing.
   * Throws, changing nothing: `FillConflict` when its content is another, `OutOfRange` for a quantity that is no whole number above
   * zero, and what `multiplierOf` throws for an instrument that it does not know.
   */
  apply(fill: Fill): readonly Match[] {
    if (!(fill.quantity > 0 && Number.isSafeInteger(fill.quantity))) {
      throw new OutOfRange(
        `Execution ${fill.executionId} is of ${fill.quantity} contracts: a fill has a whole number of them, one or more.`,
      );
    }
    const known = this.#remembered.put(fill);
    if (known) {
      if (differencesOf(fill, known).length > 0) throw new FillConflict(fill, known);
      return NO_MATCHES;
    }
    try {
      return this.#positionOf(fill).apply(fill);
    } catch (reason) {
      this.#remembered.dropNewest();
      throw reason;
    }
  }

  /** Whether an execution is remembered. */
  has(execution: ExecutionId): boolean {
    return this.#remembered.find(execution) !== undefined;
  }

  position({ instrument, account, strategy }: PositionKey): Position | undefined {
    return this.#positions.get(instrument)?.get(account)?.get(strategy);
  }

  /** Every position there has been, also flat ones; of one instrument when asked. */
  *positions(instrument?: string): Generator<Position> {
    const accounts = instrument === undefined ? this.#positions.values() : [this.#positions.get(instrument)];
    for (const account of accounts) for (const strategies of account?.values() ?? []) yield* strategies.values();
  }

  #positionOf(fill: Fill): Position {
    const latest = this.#latest;
    if (latest && isOf(fill, latest.key)) return latest;
    this.#latest = this.position(fill) ?? this.#begin(fill);
    return this.#latest;
  }

  #begin({ instrument, account, strategy }: Fill): Position {
    const position = new Position({ instrument, account, strategy }, this.#multiplierOf(instrument), this.method);
    const accounts = this.#positions.get(instrument) ?? new Map<AccountId, Strategies>();
    const strategies: Strategies = accounts.get(account) ?? new Map();
    this.#positions.set(instrument, accounts.set(account, strategies.set(strategy, position)));
    return position;
  }
}

const isOf = (fill: Fill, key: PositionKey): boolean =>
  fill.instrument === key.instrument && fill.account === key.account && fill.strategy === key.strategy;
