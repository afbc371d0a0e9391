import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../../core/clock.ts';
import type { AccountId } from '../../../core/model/ids.ts';
import { type Instant, instant, MILLISECOND, MINUTE, SECOND } from '../../../core/model/time.ts';
import type { Log } from '../../desk/log.ts';
import { Heard } from '../own-orders/heard.ts';
import type { OwnOrders } from '../own-orders/orders.ts';
import type { Pursuit } from '../own-orders/pursuit.ts';
import type { OrderRecord, TradeRecord } from '../own-orders/record.ts';
import { unitNumbers } from './history.ts';
import type { Gateway } from './http.ts';
import type { Hub } from './hub.ts';
import type { Pace } from './pace.ts';
import { isoOf } from './parse/instant.ts';

export interface WatchOptions {
  readonly gateway: Pick<Gateway, 'orders' | 'openOrders' | 'trades' | 'bars'>;
  readonly orders: OwnOrders;
  readonly pursuit: Pursuit;
  readonly userHub: Hub;
  readonly marketHub: Hub;
  readonly accounts: () => readonly AccountId[];
  /** Contracts that the market hub is to tell of. */
  readonly watched: () => readonly string[];
  readonly live: boolean;
  readonly row: (row: OrderRecord) => void;
  readonly trade: (trade: TradeRecord) => void;
  readonly told: () => void;
  readonly clock: Clock;
  readonly skew: () => number;
  readonly pace: Pick<Pace, 'compare' | 'grace' | 'silence'>;
  readonly log: Log;
}

/** What was said so shortly before a hub stood may not have been said to it. */
const MARGIN = 60 * SECOND;

/**
 * Compares what the hubs said with what the gateway says when it is asked. A hub may stay open and say nothing more; after a disagreement it is connected
 * anew. What was missed is taken at once.
 */
export class Watch {
  readonly heard = new Heard();
  readonly #options: WatchOptions;
  readonly #closing = new AbortController();
  #compared: Instant;
  #checked: Instant;
  #comparing: Promise<void> | undefined;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#compared = options.clock.now();
    this.#checked = this.#compared;
  }

  start(): void {
    void this.#run();
  }

  close(): void {
    this.#closing.abort();
  }

  /** Takes what the gateway has of our orders. One at a time; whoever asks meanwhile gets the same. */
  compare(): Promise<void> {
    this.#comparing ??= this.#compare().finally(() => {
      this.#comparing = undefined;
    });
    return this.#comparing;
  }

  async #run(): Promise<void> {
    const { pace, orders, clock } = this.#options;
    const { signal } = this.#closing;
    const step = Math.min(pace.compare.busy, pace.silence);
    while (await sleep(step, true, { signal }).catch(() => false)) {
      const idle = clock.now() - this.#compared >= pace.compare.idle * MILLISECOND;
      // what cannot be asked now is asked the next time; the calls tell why
      if (orders.open().length > 0 || idle) await this.compare().catch(() => undefined);
      await this.#askSilentMarket().catch(() => undefined);
    }
  }

  async #compare(): Promise<void> {
    const { orders, pursuit, accounts, gateway, row, trade, told, userHub, clock, skew } = this.#options;
    const begun = clock.now();
    const open = orders.open();
    const first = Math.min(this.#compared, ...open.map(({ order }) => order.tsCreated));
    const since = instant(Math.max(0, first + skew() - MARGIN));
    const stood = userHub.connected ? userHub.since : undefined;
    const busy = new Set(open.map(({ order }) => order.intent.account));
    const isWhole = begun - this.#compared >= this.#options.pace.compare.idle * MILLISECOND;
    const unheard: (OrderRecord | TradeRecord)[] = [];
    for (const account of isWhole || busy.size === 0 ? accounts() : busy) {
      const [rows, openRows, trades] = await Promise.all([
        gateway.orders(account, { since }),
        gateway.openOrders(account),
        gateway.trades(account, { since }),
      ]);
      // what was rejected is answered, and need not be streamed
      const streamed = [...rows, ...openRows].filter(({ standing }) => standing !== 'rejected');
      for (const each of streamed) if (!this.heard.hasRow(each)) unheard.push(each);
      for (const each of trades) if (!this.heard.hasTrade(each)) unheard.push(each);
      for (const each of [...rows, ...openRows]) row(each);
      for (const each of trades) trade(each);
      const seen = new Set([...rows, ...openRows].map(({ id }) => id));
      for (const own of open) {
        const id = own.order.venueOrderId;
        const isElsewhere = own.order.intent.account !== account || own.placing;
        if (!isElsewhere && (id === undefined || !seen.has(id))) pursuit.begin(own);
      }
    }
    told();
    this.#compared = begun;
    if (stood !== undefined) await this.#restartIfDeaf(unheard, stood);
  }

  async #restartIfDeaf(unheard: readonly (OrderRecord | TradeRecord)[], stood: Instant): Promise<void> {
    const { userHub, skew, pace, log } = this.#options;
    // what was said while it began may not have been said to it
    const from = stood + skew() + pace.grace * MILLISECOND;
    const said = unheard.filter((each) => ('terms' in each ? each.tsUpdated : each.ts) > from);
    if (said.length === 0) return;
    const { signal } = this.#closing;
    if (!(await sleep(pace.grace, true, { signal }).catch(() => false))) return;
    const missed = said.filter((each) => !('terms' in each ? this.heard.hasRow(each) : this.heard.hasTrade(each)));
    if (missed.length === 0 || !userHub.connected || userHub.since !== stood) return;
    log.warn(`The user hub did not tell ${missed.length} changes that the gateway has; it is connected anew.`);
    userHub.restart();
  }

  /** A market that trades and of which nothing is heard. */
  async #askSilentMarket(): Promise<void> {
    const { marketHub, watched, gateway, live, clock, skew, pace, log } = this.#options;
    const now = clock.now();
    const [contractId] = watched();
    const last = Math.max(marketHub.lastMessage ?? 0, marketHub.since);
    const silence = pace.silence * MILLISECOND;
    if (contractId === undefined || !marketHub.connected || now - last < silence || now - this.#checked < silence)
      return;
    this.#checked = now;
    const [bar] = await gateway.bars({
      contractId,
      live,
      startTime: isoOf(instant(now + skew() - 10 * MINUTE)),
      endTime: isoOf(instant(now + skew())),
      unit: unitNumbers.second,
      unitNumber: 1,
      limit: 1,
      includePartialBar: true,
    });
    if (bar === undefined || bar.v === 0 || bar.t < last + skew() + SECOND) return;
    log.warn('The market hub is silent while the market trades; it is connected anew.');
    marketHub.restart();
  }
}
