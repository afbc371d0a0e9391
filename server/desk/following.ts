import type { Instrument } from '../../core/model/instrument.ts';
import { VenueProblem } from '../../core/venue/books.ts';
import type { DeskParts } from './parts.ts';
import { OrderRefused } from './port.ts';
import { defineMarketTopics } from './topics.ts';

type Parts = Pick<DeskParts, 'bus' | 'clock' | 'venue' | 'instruments' | 'market' | 'orders' | 'pnl' | 'log'>;

/** Instruments that get a market while the desk is at work, since a venue lists more than a desk can watch from the start. */
export class Following {
  readonly #parts: Parts;
  readonly #underWay = new Map<string, Promise<Instrument>>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The instrument of that name, with a market. Rejects with `OrderRefused`, and throws where nothing is called so. */
  follow(name: string): Promise<Instrument> {
    const { instruments, venue } = this.#parts;
    const instrument = instruments.resolve(name);
    if (instruments.has(instrument.id)) return Promise.resolve(instrument);
    if (venue.follow === undefined) return Promise.resolve().then(() => instruments.withMarket(name, venue.name));
    const known = this.#underWay.get(instrument.id);
    if (known) return known;
    const coming = this.#begin(instrument).finally(() => this.#underWay.delete(instrument.id));
    this.#underWay.set(instrument.id, coming);
    return coming;
  }

  /** The same for an order, which is refused in its own words where there is no market. */
  async tryFollow(name: string): Promise<void> {
    const { instruments, venue } = this.#parts;
    const instrument = instruments.registry.find(name);
    if (venue.follow === undefined || instrument === undefined || instruments.has(instrument.id)) return;
    await this.follow(instrument.id).catch(() => {});
  }

  /** What is held and what open orders are of, after a start. What has no market any more is told in the log. */
  async restore(): Promise<void> {
    const { orders, pnl, instruments, log } = this.#parts;
    const held = pnl.positions().positions.filter(({ quantity }) => quantity !== 0);
    const ids = new Set([
      ...held.map((each) => each.instrument),
      ...orders.open().map(({ intent }) => intent.instrument),
    ]);
    const missing = [...ids].filter((id) => !instruments.has(id));
    await Promise.all(
      missing.map((id) => this.follow(id).catch((error: unknown) => log.warn(`${id} has no market: ${said(error)}`))),
    );
  }

  async #begin(instrument: Instrument): Promise<Instrument> {
    const { bus, clock, venue, instruments, market, pnl } = this.#parts;
    const { id } = instrument;
    // the venue may speak of it before it has answered
    market.add(id, pnl.tradeDate);
    try {
      await venue.follow?.(instrument);
    } catch (error) {
      if (error instanceof VenueProblem) throw new OrderRefused(error.message, { cause: error });
      throw error;
    }
    if (bus.has(`book.${id}`)) return instrument;
    defineMarketTopics(bus, id, {
      book: (of) => market.book(of, clock.now()),
      tape: (of) => market.tape(of),
    });
    instruments.add(instrument);
    bus.touch('status');
    return instrument;
  }
}

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error));
