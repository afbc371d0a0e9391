import type { BookSnapshot } from '../../../core/model/market.ts';
import type { Instant } from '../../../core/model/time.ts';
import type { VenueEvent } from '../../../core/venue/port.ts';
import { readRecord, readRecords, recordsOf, type TellMalformed, textOf } from '../parse/records.ts';
import { Depth } from './depth.ts';
import { type DepthRecord, depthRecord, quoteRecord, tradeLogRecord } from './parse/market.ts';
import { Quotes } from './quotes.ts';

export interface MarketOptions {
  /** By the gateway's id of a contract; undefined for one that nobody asked for. */
  readonly instrumentOf: (contractId: string) => string | undefined;
  readonly emit: (event: VenueEvent) => void;
  readonly dispatch: () => void;
  readonly malformed: TellMalformed;
  readonly now: () => Instant;
}

/** What the market hub says, as events. Each message names a contract and carries one record or many. */
export class Market {
  readonly #options: MarketOptions;
  readonly #quotes = new Quotes();
  readonly #depths = new Map<string, Depth>();
  readonly targets: Readonly<Record<string, (contractId: unknown, data: unknown) => void>>;

  constructor(options: MarketOptions) {
    this.#options = options;
    const target = (name: string, take: (instrument: string, records: readonly unknown[]) => void) => ({
      [name]: (contractId: unknown, data: unknown) => this.#take(name, contractId, data, take),
    });
    this.targets = {
      ...target('GatewayQuote', (instrument, records) => this.#quote(instrument, records)),
      ...target('GatewayTrade', (instrument, records) => this.#trade(instrument, records)),
      ...target('GatewayDepth', (instrument, records) => this.#depth(instrument, records)),
    };
  }

  depth(instrument: string): BookSnapshot | undefined {
    return this.#depths.get(instrument)?.snapshot();
  }

  /** What was missed is not known: what is shown begins anew with what is told next. */
  forget(): void {
    this.#quotes.clear();
    for (const [instrument, depth] of this.#depths) {
      depth.clear();
      this.#options.emit({ type: 'depth', instrument });
    }
    this.#options.dispatch();
  }

  #take(
    name: string,
    contractId: unknown,
    data: unknown,
    take: (instrument: string, records: readonly unknown[]) => void,
  ): void {
    const { instrumentOf, dispatch, malformed } = this.#options;
    if (typeof contractId !== 'string') {
      malformed({ where: name, reason: 'names no contract', text: textOf([contractId, data]) });
      return;
    }
    const instrument = instrumentOf(contractId);
    if (instrument === undefined) return;
    take(instrument, recordsOf(data));
    dispatch();
  }

  #quote(instrument: string, records: readonly unknown[]): void {
    const { emit, malformed, now } = this.#options;
    for (const value of records) {
      const told = readRecord(quoteRecord, value, 'GatewayQuote', malformed);
      const quote = told && this.#quotes.update(instrument, told, this.depth(instrument), now());
      if (quote) emit({ type: 'quote', quote });
    }
  }

  #trade(instrument: string, records: readonly unknown[]): void {
    const { emit, malformed } = this.#options;
    for (const { price, timestamp, type, volume } of readRecords(tradeLogRecord, records, 'GatewayTrade', malformed)) {
      if (volume === 0) continue;
      const aggressor = type === 0 ? 'buy' : 'sell';
      emit({ type: 'trade', trade: { instrument, price, quantity: volume, aggressor, tsEvent: timestamp } });
    }
  }

  #depth(instrument: string, values: readonly unknown[]): void {
    const { emit, malformed } = this.#options;
    const depth = this.#depths.get(instrument) ?? new Depth(instrument);
    this.#depths.set(instrument, depth);
    const records: readonly DepthRecord[] = readRecords(depthRecord, values, 'GatewayDepth', malformed);
    const changes = records.filter((record) => depth.apply(record));
    if (changes.length > 0) emit({ type: 'depth', instrument });
  }
}
