import { tradeDateBounds, tradeDateOf } from '../../../../core/calendar/session.ts';
import type { MarketTrade } from '../../../../core/model/market.ts';
import { DAY, type Instant } from '../../../../core/model/time.ts';
import type { ExchangeEvent, SimulatedExchange } from '../../port.ts';
import { TradeLogType } from '../codes.ts';
import type { Contract, Contracts } from '../contracts.ts';
import { MarketDepth } from '../market-depth.ts';
import { MarketQuote } from '../market-quote.ts';
import { priceNumber, timestamp } from '../numbers.ts';
import type { FaultyEnds, HubMethod, HubMethods } from './connection.ts';
import { Hub } from './hub.ts';

interface Market {
  readonly contract: Contract;
  readonly quote: MarketQuote;
  readonly depth: MarketDepth;
}

/** One of them is sent alone, several as an array. */
const oneOrMany = <T>(rows: readonly T[]): unknown => (rows.length === 1 ? rows[0] : rows);

/** Quotes, trades and depth of contracts, as they come. */
export class MarketHub {
  readonly hub: Hub;
  readonly #exchange: SimulatedExchange;
  readonly #contracts: Contracts;
  readonly #markets = new Map<string, Market>();
  readonly #now: () => Instant;
  #trades: MarketTrade[] = [];
  /** Whose depth has changed in this turn. */
  readonly #changed = new Set<Market>();

  constructor(exchange: SimulatedExchange, contracts: Contracts, now: () => Instant, toFaulty: FaultyEnds) {
    this.#exchange = exchange;
    this.#contracts = contracts;
    this.#now = now;
    this.hub = new Hub((hub) => this.#methods(hub), toFaulty);
  }

  take(event: ExchangeEvent): void {
    if (event.type === 'market_trade') {
      this.#traded(event.trade);
      return;
    }
    this.#tellTrades();
    if (event.type === 'quote') {
      const market = this.#market(event.quote.instrument);
      const { bid, ask, tsEvent } = event.quote;
      market?.quote.touched(bid, ask, tsEvent);
      this.#tellQuote(market);
    } else if (event.type === 'depth') {
      this.#depthChanged(this.#market(event.instrument));
    }
  }

  #methods(hub: Hub): HubMethods {
    const subscribe = (kind: string, greet: (market: Market) => readonly [string, unknown] | undefined): HubMethod => ({
      parameters: 1,
      run: (connection, contractId) => {
        const contract = this.#contracts.find(String(contractId));
        const market = contract && this.#market(contract.instrument.id);
        if (market) this.#refresh(market);
        hub.subscribe(connection, `${kind}/${String(contractId)}`);
        const greeting = market && greet(market);
        if (market && greeting) hub.tell(connection, greeting[0], market.contract.id, greeting[1]);
      },
    });
    const unsubscribe = (kind: string): HubMethod => ({
      parameters: 1,
      run: (connection, contractId) => hub.unsubscribe(connection, `${kind}/${String(contractId)}`),
    });
    return {
      SubscribeContractQuotes: subscribe('quotes', ({ quote }) => ['GatewayQuote', quote.whole()]),
      SubscribeContractTrades: subscribe('trades', () => undefined),
      SubscribeContractMarketDepth: subscribe('depth', ({ depth }) => ['GatewayDepth', depth.whole(this.#now())]),
      UnsubscribeContractQuotes: unsubscribe('quotes'),
      UnsubscribeContractTrades: unsubscribe('trades'),
      UnsubscribeContractMarketDepth: unsubscribe('depth'),
    };
  }

  #traded(trade: MarketTrade): void {
    const first = this.#trades[0];
    if (first === undefined) setImmediate(() => this.#tellTrades());
    else if (first.instrument !== trade.instrument || first.tsEvent !== trade.tsEvent) this.#tellTrades();
    this.#trades.push(trade);
    this.#market(trade.instrument)?.quote.traded(trade);
  }

  #tellTrades(): void {
    const trades = this.#trades;
    const market = trades[0] && this.#market(trades[0].instrument);
    if (market === undefined) return;
    this.#trades = [];
    const { id, symbolId } = market.contract;
    const topic = `trades/${id}`;
    if (this.hub.has(topic)) {
      const rows = trades.map(({ price, tsEvent, aggressor, quantity }) => ({
        symbolId,
        price: priceNumber(price),
        timestamp: timestamp(tsEvent),
        type: aggressor === 'buy' ? TradeLogType.buy : TradeLogType.sell,
        volume: quantity,
      }));
      this.hub.publish(topic, 'GatewayTrade', id, oneOrMany(rows));
    }
    this.#tellQuote(market);
  }

  #tellQuote(market: Market | undefined): void {
    if (market === undefined) return;
    const { contract, quote } = market;
    const topic = `quotes/${contract.id}`;
    if (!this.hub.has(topic)) return;
    this.hub.publishNewest(topic, 'GatewayQuote', [contract.id, quote.changes()], () => [contract.id, quote.whole()]);
  }

  /** The book is what it is after the turn, however often it changed in it. */
  #depthChanged(market: Market | undefined): void {
    if (market === undefined || !this.hub.has(`depth/${market.contract.id}`)) return;
    if (this.#changed.size === 0) {
      setImmediate(() => {
        for (const each of this.#changed) this.#tellDepth(each);
        this.#changed.clear();
      });
    }
    this.#changed.add(market);
  }

  #tellDepth({ contract, depth }: Market): void {
    const topic = `depth/${contract.id}`;
    const book = this.#exchange.depth(contract.instrument.id);
    const rows = book ? depth.changes(book) : [];
    if (rows.length === 0) return;
    const newest = () => [contract.id, depth.whole(this.#now())];
    this.hub.publishNewest(topic, 'GatewayDepth', [contract.id, oneOrMany(rows)], newest);
  }

  /** Undefined for what has no market. */
  #market(instrument: string): Market | undefined {
    const known = this.#markets.get(instrument);
    if (known) return known;
    const contract = this.#contracts.of(instrument);
    if (contract === undefined) return undefined;
    const market = { contract, quote: this.#quote(contract), depth: new MarketDepth() };
    this.#refresh(market);
    this.#markets.set(instrument, market);
    return market;
  }

  #quote(contract: Contract): MarketQuote {
    const { id, session } = contract.instrument;
    const now = this.#now();
    const { start } = tradeDateBounds(session, tradeDateOf(session, now));
    const minutes = this.#exchange.bars(id, (start - 4 * DAY) as Instant, now);
    const today = minutes.filter(({ tsStart }) => tsStart >= start);
    const before = minutes.findLast(({ tsStart }) => tsStart < start);
    return new MarketQuote(contract, now, today, before);
  }

  /** Takes over the book as it is; what subscribers of the depth have is changed by telling them alone. */
  #refresh({ contract, depth, quote }: Market): void {
    const book = this.#exchange.depth(contract.instrument.id);
    if (book === undefined) return;
    quote.touched(book.bids[0]?.price, book.asks[0]?.price, book.tsEvent);
    if (!this.hub.has(`depth/${contract.id}`)) depth.changes(book);
  }
}
