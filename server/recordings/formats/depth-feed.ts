import { z } from 'zod';
import { MalformedText } from '../../../core/errors.ts';
import { parseDecimal } from '../../../core/model/decimal.ts';
import type { Instrument } from '../../../core/model/instrument.ts';
import { priceFromDecimal } from '../../../core/model/price.ts';
import { type Quantity, quantity, type Side } from '../../../core/model/quantity.ts';
import { type Instant, instant, MILLISECOND, SECOND } from '../../../core/model/time.ts';
import type { DepthChange } from '../../../core/replay/event.ts';
import { FieldProblem } from '../../import/row.ts';
import { DepthSequence } from '../depth-sequence.ts';
import { field } from './fields.ts';
import type { LineReader, ReadFacts, RecordingFormat } from './format.ts';

const levels = z.array(z.tuple([z.string(), z.string()]));
const id = z.int().min(0);

const difference = z.object({ e: z.literal('depthUpdate'), s: z.string(), U: id, u: id, pu: id, b: levels, a: levels });
const trade = z.object({ e: z.literal('trade'), s: z.string(), p: z.string(), q: z.string(), m: z.boolean() });
const best = z.object({
  e: z.literal('bookTicker'),
  s: z.string(),
  b: z.string(),
  B: z.string(),
  a: z.string(),
  A: z.string(),
});
const timed = z.object({ data: z.looseObject({ E: z.int().optional() }) });
const message = z.object({ data: z.discriminatedUnion('e', [difference, trade, best]) });
const snapshot = z.object({ lastUpdateId: id, bids: levels, asks: levels });

type Message = z.output<typeof message>['data'];
type Levels = z.output<typeof levels>;

const beginning = /^(\d{16,19}) (\{.*\})$/;

/** Reads a quantity of the base coin as whole lots. Throws `MalformedText` for what is none. */
function lots(text: string, { multiplier }: Instrument): Quantity {
  const size = parseDecimal(String(multiplier), 9);
  const count = parseDecimal(text, 9) / size;
  if (!Number.isInteger(count)) throw new MalformedText(`expected whole lots of ${multiplier}`, text, 0);
  return quantity(count);
}

/** Takes one line after another of a raw feed: its own clock first, then what the exchange sent. */
class FeedReader implements LineReader {
  readonly #facts: ReadFacts;
  readonly #sequence: DepthSequence;
  readonly #instruments = new Map<string, Instrument>();
  #only: Instrument | undefined;
  #ahead = { least: Number.POSITIVE_INFINITY, most: Number.NEGATIVE_INFINITY };

  constructor(facts: ReadFacts) {
    this.#facts = facts;
    this.#sequence = new DepthSequence(facts.take);
  }

  line(text: string): void {
    const match = beginning.exec(text);
    if (!match) throw new FieldProblem('', text, 'is no time in nanoseconds with an object after it');
    const at = instant(Number(BigInt(match[1]!) / 1_000n));
    const told = parsed(match[2]!);
    const taken = message.safeParse(told);
    if (taken.success) {
      this.#clock(told, at);
      this.#take(taken.data.data, at);
      return;
    }
    const whole = snapshot.safeParse(told);
    if (!whole.success) {
      throw new FieldProblem('', text, 'is neither a depthUpdate, a trade, a bookTicker nor a snapshot');
    }
    this.#snapshot(whole.data, at);
  }

  notes(): readonly string[] {
    const { least, most } = this.#ahead;
    const seconds = (milliseconds: number): string => `${((milliseconds * MILLISECOND) / SECOND).toFixed(2)} s`;
    const apart = Number.isFinite(least)
      ? `; the exchange’s clock said ${seconds(least)} to ${seconds(most)} ${least >= 0 ? 'more' : 'less'}`
      : '';
    const units = [...this.#instruments.values()].map(({ id: of, multiplier }) => `lots of ${multiplier} (${of})`);
    return [
      `Times are the clock of whoever recorded${apart}.`,
      `Quantities are in ${units.join(', ')}.`,
      ...this.#sequence.notes(),
    ];
  }

  #take(told: Message, at: Instant): void {
    const instrument = this.#instrument(told.s, at);
    if (told.e === 'depthUpdate') {
      const changes = [...changesOf('buy', told.b, instrument), ...changesOf('sell', told.a, instrument)];
      this.#sequence.difference(instrument.id, at, { first: told.U, last: told.u, previous: told.pu }, changes);
    } else if (told.e === 'trade') {
      const { id: of } = instrument;
      const price = field('p', told.p, priceFromDecimal);
      const size = field('q', told.q, (text) => lots(text, instrument));
      const aggressor: Side = told.m ? 'sell' : 'buy';
      const one = { instrument: of, price, quantity: size, aggressor, tsEvent: at };
      this.#facts.take({ type: 'trade', tsEvent: at, trade: one });
    } else {
      const bidSize = field('B', told.B, (text) => lots(text, instrument));
      const askSize = field('A', told.A, (text) => lots(text, instrument));
      const bid = field('b', told.b, priceFromDecimal);
      const ask = field('a', told.a, priceFromDecimal);
      const quote = { instrument: instrument.id, bid, bidSize, ask, askSize, tsEvent: at };
      this.#facts.take({ type: 'quote', tsEvent: at, quote });
    }
  }

  #snapshot({ lastUpdateId, bids, asks }: z.output<typeof snapshot>, at: Instant): void {
    const instrument = this.#only;
    if (!instrument) throw new FieldProblem('', '', 'is a snapshot that nothing before it says the instrument of');
    const changes = [...changesOf('buy', bids, instrument), ...changesOf('sell', asks, instrument)];
    this.#sequence.snapshot(instrument.id, at, lastUpdateId, changes);
  }

  #instrument(symbol: string, at: Instant): Instrument {
    const registry = this.#facts.registryAt(at);
    const known = this.#instruments.get(symbol) ?? field('s', symbol, (text) => registry.resolve(text));
    if (this.#only && known !== this.#only) {
      throw new FieldProblem('s', symbol, `is another instrument than ${this.#only.id}: a feed is of one`);
    }
    this.#only = known;
    this.#instruments.set(symbol, known);
    return known;
  }

  #clock(told: unknown, at: Instant): void {
    const sent = timed.safeParse(told).data?.data.E;
    if (sent === undefined) return;
    const ahead = sent - at / MILLISECOND;
    this.#ahead = { least: Math.min(this.#ahead.least, ahead), most: Math.max(this.#ahead.most, ahead) };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FieldProblem('', text, 'is no JSON after its time');
  }
}

const changesOf = (side: Side, of: Levels, instrument: Instrument): DepthChange[] =>
  of.map(([price, size]) => ({
    side,
    price: field('price', price, priceFromDecimal),
    quantity: field('quantity', size, (text) => lots(text, instrument)),
  }));

/** The feed of an exchange as it came: differences of the book, a snapshot of it, trades and best quotes. */
export const depthFeed: RecordingFormat = {
  name: 'depth',
  about: 'a raw level-2 feed, a line each: nanoseconds and JSON (depthUpdate, trade, bookTicker, snapshot)',
  headed: false,
  unnamed: false,
  fits: (first) => beginning.test(first),
  reader: (facts) => new FeedReader(facts),
};
