import type { Clock } from '../../../core/clock.ts';
import type { CacheHealth } from '../../../core/venue/health.ts';
import { TtlCache } from '../../calls/cache.ts';
import type { VenueInstruments } from '../port.ts';
import { type Codes, codesOf } from './codes.ts';
import type { TtHttp } from './http.ts';
import { TtInstruments } from './instruments.ts';
import { readOrderData } from './parse/order-data.ts';

const DAY = 86_400_000;

/** What changes rarely and is asked for once: codes, contracts, markets. */
export class TtReference {
  readonly instruments: TtInstruments;
  readonly #http: TtHttp;
  readonly #codes: TtlCache<'all', Codes>;

  constructor(http: TtHttp, ours: VenueInstruments, clock: Clock) {
    this.#http = http;
    this.#codes = new TtlCache({ name: 'codes', clock, entries: 1, milliseconds: DAY });
    this.instruments = new TtInstruments(http, ours, clock);
  }

  codes(): Promise<Codes> {
    return this.#codes.get('all', async () => {
      const { members } = await this.#http.get({ service: 'ttledger', path: 'orderdata' });
      return codesOf(readOrderData(members.orderData));
    });
  }

  health(): readonly CacheHealth[] {
    return [this.#codes.health(), ...this.instruments.health()];
  }
}
