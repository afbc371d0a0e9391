import type { Instrument } from '../../../core/model/instrument.ts';
import { priceToDecimal } from '../../../core/model/price.ts';
import type { InstrumentRegistry } from '../../../core/model/registry.ts';
import { contractOf } from '../../../core/symbols/instrument-contract.ts';
import { printSymbol } from '../../../core/symbols/translate.ts';
import type { SimulatedExchange } from '../port.ts';
import { TokenBook } from './tokens.ts';

/** An instrument as Kite lists it. */
export interface Listed {
  readonly instrument: Instrument;
  readonly token: number;
  readonly exchangeToken: number;
  readonly symbol: string;
  readonly exchange: string;
  /** `NSE`, `INDICES`, `NFO-FUT`, `NFO-OPT`. */
  readonly segment: string;
  /** `EQ`, `FUT`, `CE`, `PE`. */
  readonly type: string;
}

const HEADER =
  'instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size,lot_size,instrument_type,segment,exchange';

/** What is listed, by token and by `NFO:NIFTY26DECFUT`. */
export class Listing {
  readonly all: readonly Listed[];
  readonly #byToken: ReadonlyMap<number, Listed>;
  readonly #byName: ReadonlyMap<string, Listed>;
  readonly #byId: ReadonlyMap<string, Listed>;

  constructor({ instruments, derived }: SimulatedExchange, registry: InstrumentRegistry) {
    const tokens = new TokenBook();
    this.all = [...instruments, ...derived].flatMap((instrument) => listed(instrument, registry, tokens) ?? []);
    this.#byToken = new Map(this.all.map((each) => [each.token, each]));
    this.#byName = new Map(this.all.map((each) => [`${each.exchange}:${each.symbol}`, each]));
    this.#byId = new Map(this.all.map((each) => [each.instrument.id, each]));
  }

  byToken = (token: number): Listed | undefined => this.#byToken.get(token);
  byName = (name: string): Listed | undefined => this.#byName.get(name);
  byId = (id: string): Listed | undefined => this.#byId.get(id);

  /** The whole list as CSV, or that of an exchange. */
  csv(exchange?: string): string {
    const rows = this.all.filter((each) => exchange === undefined || each.exchange === exchange).map(row);
    return `${[HEADER, ...rows].join('\n')}\n`;
  }
}

function listed(instrument: Instrument, registry: InstrumentRegistry, tokens: TokenBook): Listed | undefined {
  const printed = printSymbol(contractOf(instrument), 'kite', registry.symbols);
  if (!('text' in printed)) return undefined;
  const { exchange, option, expiry, calculated } = instrument;
  const kind = option ? 'OPT' : 'FUT';
  return {
    instrument,
    ...tokens.of(instrument),
    symbol: printed.text,
    exchange,
    segment: calculated ? 'INDICES' : expiry === undefined ? exchange : `${exchange}-${kind}`,
    type: option ? (option.right === 'call' ? 'CE' : 'PE') : expiry === undefined ? 'EQ' : 'FUT',
  };
}

function row({ instrument, token, exchangeToken, symbol, exchange, segment, type }: Listed): string {
  const { root, name, expiry, option, tick, lot = 1, calculated } = instrument;
  return [
    token,
    exchangeToken,
    symbol,
    quoted(calculated ? symbol : expiry === undefined ? name.toUpperCase() : root),
    '0.0',
    expiry ?? '',
    option ? priceToDecimal(option.strike) : '0.0',
    calculated ? '0.0' : priceToDecimal(tick),
    calculated ? 0 : lot,
    type,
    segment,
    exchange,
  ].join(',');
}

const quoted = (text: string): string => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
