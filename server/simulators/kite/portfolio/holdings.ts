import type { SimulatedExchange } from '../../port.ts';
import type { Listed } from '../listing.ts';
import { rupees } from '../numbers.ts';
import type { Positions } from './positions.ts';

/** Shares that the account has had for long, of each that is listed. */
const SHARES = 100;

/** Shares in the depository, less those that were sold today. */
export class Holdings {
  readonly #exchange: SimulatedExchange;
  readonly #positions: Positions;
  readonly #listed: readonly Listed[];

  constructor(exchange: SimulatedExchange, positions: Positions, listed: readonly Listed[]) {
    this.#exchange = exchange;
    this.#positions = positions;
    this.#listed = listed.filter(({ type, segment }) => type === 'EQ' && segment !== 'INDICES');
  }

  /** What may be delivered of a share: what is held, and what was bought today less what was sold. */
  free = (listed: Listed): number => (this.#listed.includes(listed) ? SHARES : 0) + this.#positions.net(listed, 'CNC');

  rows(): readonly object[] {
    return this.#listed.flatMap((listed) => this.#row(listed) ?? []);
  }

  #row(listed: Listed): object | undefined {
    const day = this.#exchange.day(listed.instrument.id);
    if (day === undefined) return undefined;
    const sold = Math.max(0, -this.#positions.net(listed, 'CNC'));
    const [last, close] = [rupees(day.last), rupees(day.previousClose)];
    const average = Math.round(close * 90) / 100;
    const change = last - close;
    return {
      tradingsymbol: listed.symbol,
      exchange: listed.exchange,
      instrument_token: listed.token,
      isin: `INE${String(listed.exchangeToken).padStart(6, '0')}018`,
      product: 'CNC',
      price: 0,
      quantity: SHARES,
      used_quantity: Math.min(SHARES, sold),
      t1_quantity: 0,
      realised_quantity: SHARES,
      authorised_quantity: 0,
      authorised_date: `${day.tradeDate} 00:00:00`,
      opening_quantity: SHARES,
      collateral_quantity: 0,
      collateral_type: '',
      discrepancy: false,
      average_price: average,
      last_price: last,
      close_price: close,
      pnl: (last - average) * SHARES,
      day_change: change,
      day_change_percentage: close === 0 ? 0 : (change / close) * 100,
    };
  }
}
