import type { Side } from '../../../../core/model/quantity.ts';
import type { Listed } from '../listing.ts';
import type { KiteProduct } from '../orders/asked.ts';

/** What the state, the exchange and the broker take of a trade, as shares of what is traded. Source: the vendor's list of charges. */
interface Rates {
  readonly buyTax: number;
  readonly sellTax: number;
  readonly exchange: number;
  readonly stamp: number;
  /** Of what is traded, and the most of it in rupees. */
  readonly brokerage: readonly [share: number, most: number];
}

const delivery: Rates = { buyTax: 0.001, sellTax: 0.001, exchange: 0.000_029_7, stamp: 0.000_15, brokerage: [0, 0] };
const intraday: Rates = {
  buyTax: 0,
  sellTax: 0.000_25,
  exchange: 0.000_029_7,
  stamp: 0.000_03,
  brokerage: [0.000_3, 20],
};
const futures: Rates = {
  buyTax: 0,
  sellTax: 0.000_2,
  exchange: 0.000_017_3,
  stamp: 0.000_02,
  brokerage: [0.000_3, 20],
};
const options: Rates = { buyTax: 0, sellTax: 0.001, exchange: 0.000_350_3, stamp: 0.000_03, brokerage: [1, 20] };

const SEBI = 0.000_001;
const GST = 0.18;

function ratesOf({ type }: Listed, product: KiteProduct): Rates {
  if (type === 'EQ') return product === 'CNC' ? delivery : intraday;
  return type === 'FUT' ? futures : options;
}

/** What a trade of so many rupees costs. */
export function chargesOf(listed: Listed, product: KiteProduct, side: Side, turnover: number) {
  const {
    buyTax,
    sellTax,
    exchange,
    stamp,
    brokerage: [share, most],
  } = ratesOf(listed, product);
  const transaction_tax = turnover * (side === 'buy' ? buyTax : sellTax);
  const exchange_turnover_charge = turnover * exchange;
  const sebi_turnover_charge = turnover * SEBI;
  const brokerage = Math.min(turnover * share, most);
  const stamp_duty = side === 'buy' ? turnover * stamp : 0;
  const igst = (brokerage + exchange_turnover_charge + sebi_turnover_charge) * GST;
  return {
    transaction_tax,
    transaction_tax_type: 'stt',
    exchange_turnover_charge,
    sebi_turnover_charge,
    brokerage,
    stamp_duty,
    gst: { igst, cgst: 0, sgst: 0, total: igst },
    total: transaction_tax + exchange_turnover_charge + sebi_turnover_charge + brokerage + stamp_duty + igst,
  };
}
