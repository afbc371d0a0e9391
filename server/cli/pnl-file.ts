import { MalformedText, OutOfRange, UnknownName } from '../../core/errors.ts';
import type { Fill } from '../../core/model/fill.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { addMoney, type Money, NO_MONEY } from '../../core/model/money.ts';
import type { Price } from '../../core/model/price.ts';
import { readPrice } from '../../core/model/price-read.ts';
import type { InstrumentRegistry } from '../../core/model/registry.ts';
import { entryPrice } from '../../core/pnl/entry-price.ts';
import type { LotMethod } from '../../core/pnl/method.ts';
import type { Position } from '../../core/pnl/position.ts';
import { replay } from '../../core/pnl/replay.ts';
import { CommandFailure, WrongUse } from './client.ts';

export interface OpenRow {
  /** Signed: short is negative. */
  readonly quantity: number;
  readonly price: Price;
}

export interface MatchRow {
  /** Signed by the side that was closed. */
  readonly quantity: number;
  readonly entryPrice: Price;
  readonly exitPrice: Price;
  readonly realized: Money;
}

/** What the fills of one instrument come to, all accounts and strategies, each matched by itself. */
export interface InstrumentPnl {
  readonly instrument: string;
  readonly realized: Money;
  readonly fees: Money;
  /** Null without a mark. */
  readonly unrealized: Money | null;
  readonly position: number;
  readonly open: readonly OpenRow[];
  readonly matches: readonly MatchRow[];
}

/** Marks as they were written: a price alone, or `ZN=110'16`. */
export type Marks = readonly string[];

/** By instrument, in the order in which they come first. Fills are taken by time, of one instant in the order given. */
export function pnlOfFills(
  fills: readonly Fill[],
  { registry, method, marks }: { registry: InstrumentRegistry; method: LotMethod; marks: Marks },
): readonly InstrumentPnl[] {
  const multiplierOf = (id: string): number => registry.resolve(id).multiplier;
  const { book, matches } = replay({ fills, multiplierOf, method });
  const instruments = [...new Set(fills.map(({ instrument }) => instrument))];
  const markOf = marksOf(marks, instruments, registry);
  return instruments.map((instrument) => {
    const positions = [...book.positions(instrument)];
    const multiplier = multiplierOf(instrument);
    const mark = markOf.get(instrument);
    const total = (amountOf: (position: Position) => Money): Money =>
      positions.map(amountOf).reduce(addMoney, NO_MONEY);
    return {
      instrument,
      realized: total(({ realized }) => realized),
      fees: total(({ fees }) => fees),
      unrealized: mark === undefined ? null : total((position) => position.unrealized(mark)),
      position: positions.reduce((sum, { quantity }) => sum + quantity, 0),
      open: positions.flatMap((position) =>
        position.lots().map((lot) => ({
          quantity: Math.sign(position.quantity) * lot.quantity,
          price: entryPrice(lot, multiplier, method),
        })),
      ),
      matches: matches
        .filter(({ position }) => position.instrument === instrument)
        .map((match) => ({
          quantity: match.side === 'long' ? match.quantity : -match.quantity,
          entryPrice: entryPrice(match, multiplier, method),
          exitPrice: match.exit.price,
          realized: match.realized,
        })),
    };
  });
}

function marksOf(
  marks: Marks,
  instruments: readonly string[],
  registry: InstrumentRegistry,
): ReadonlyMap<string, Price> {
  const found = new Map<string, Price>();
  for (const mark of marks) {
    const equals = mark.indexOf('=');
    const named = equals < 0 ? instruments : [instrumentNamed(mark.slice(0, equals), instruments, registry)];
    if (named.length !== 1) {
      throw new WrongUse(
        `--mark ${mark} says no instrument, and the fills are of ${instruments.join(', ') || 'none'}: write --mark ${instruments[0] ?? 'ZN'}=${mark}.`,
      );
    }
    const [id] = named as [string];
    found.set(id, markPrice(mark, mark.slice(equals + 1), registry.resolve(id)));
  }
  return found;
}

function markPrice(mark: string, text: string, { priceStyle }: Instrument): Price {
  try {
    return readPrice(text, priceStyle).price;
  } catch (error) {
    if (error instanceof MalformedText || error instanceof OutOfRange)
      throw new CommandFailure(`--mark ${mark}: ${error.message}.`);
    throw error;
  }
}

/** A product names its contract while the file has one of it only. */
function instrumentNamed(name: string, instruments: readonly string[], registry: InstrumentRegistry): string {
  const { id, root } = registry.resolve(name);
  if (instruments.includes(id)) return id;
  const ofRoot =
    name.toUpperCase() === root ? instruments.filter((other) => registry.resolve(other).root === root) : [];
  if (ofRoot.length === 1) return ofRoot[0]!;
  throw new UnknownName(`No fill is of ${name}: the file has ${instruments.join(', ')}.`, name, instruments);
}
