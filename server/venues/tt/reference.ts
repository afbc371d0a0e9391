import { DAY, type Instant } from '../../../core/model/time.ts';
import type { CacheHealth } from '../../../core/venue/health.ts';
import type { VenueInstruments } from '../port.ts';
import { Cache } from './cache.ts';
import { type Codes, codesOf } from './codes.ts';
import type { TtHttp } from './http.ts';
import { TtInstruments } from './instruments.ts';
import { readOrderData } from './parse/order-data.ts';

/** What changes rarely and is asked for once: codes, contracts, markets. */
export class TtReference {
  readonly instruments: TtInstruments;
  readonly #http: TtHttp;
  readonly #codes: Cache<Codes>;

  constructor(http: TtHttp, ours: VenueInstruments, now: () => Instant) {
    this.#http = http;
    this.#codes = new Cache('codes', now, DAY);
    this.instruments = new TtInstruments(http, ours, now);
  }

  codes(): Promise<Codes> {
    return this.#codes.get('', async () => {
      const { members } = await this.#http.get({ service: 'ttledger', path: 'orderdata' });
      return codesOf(readOrderData(members.orderData));
    });
  }

  health(): readonly CacheHealth[] {
    return [this.#codes.health(), ...this.instruments.health()];
  }
}
