import type { Instrument } from '../../../core/model/instrument.ts';

/** The last byte of an instrument token. Source: Kite Connect, WebSocket streaming, and the vendor's clients. */
const segments = { NSE: 1, NFO: 2, BSE: 4, BFO: 5, INDICES: 9 } as const;

/** Tokens of the exchange that do not change, of what is not a contract. */
const lasting: Readonly<Record<string, number>> = {
  NIFTY: 1_001,
  BANKNIFTY: 1_016,
  FINNIFTY: 1_007,
  MIDCPNIFTY: 1_125,
  SENSEX: 1,
  RELIANCE: 2_885,
  INFY: 1_594,
  HDFCBANK: 1_333,
  TCS: 11_536,
  SBIN: 3_045,
};

const FIRST = 35_000;
const COUNT = 60_000;

/** Numbers of instruments: an exchange token is drawn from the name, so that it is the same at every start. */
export class TokenBook {
  readonly #taken = new Set<number>();

  /** `instrument_token` and `exchange_token`. */
  of({ id, root, exchange, calculated }: Instrument): { readonly token: number; readonly exchangeToken: number } {
    const segment = calculated ? segments.INDICES : segmentOf(exchange);
    let exchangeToken = id === root ? (lasting[root] ?? drawn(id)) : drawn(id);
    let token = exchangeToken * 256 + segment;
    while (this.#taken.has(token)) {
      exchangeToken += 1;
      token = exchangeToken * 256 + segment;
    }
    this.#taken.add(token);
    return { token, exchangeToken };
  }
}

function segmentOf(exchange: string): number {
  if (exchange === 'NSE' || exchange === 'NFO' || exchange === 'BSE' || exchange === 'BFO') return segments[exchange];
  throw new Error(`Kite lists nothing of the exchange ${exchange}.`);
}

function drawn(id: string): number {
  let hash = 0x811c9dc5;
  for (const letter of id) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return FIRST + (hash % COUNT);
}
