import type { ExchangeAccount } from '../../port.ts';
import type { Row } from '../answers.ts';
import { moneyNumber, valueNumber } from '../numbers.ts';
import type { ProductPosition } from './position.ts';

/** Shares of what is held that are asked as margin, in hundredths: of a likely size, and nobody's rules. */
const SHORT_OPTION_OR_FUTURE = 12n;
const INTRADAY_SHARE = 20n;
const WHOLE = 100n;

const round = (rupees: number): number => Math.round(rupees * 100) / 100;

/** Money of the user: what trading left of it, and how much of that is bound by what is held. */
export function fundsRow({ balance }: ExchangeAccount, positions: readonly ProductPosition[]): Row {
  const used = positions.reduce((sum, position) => sum + boundBy(position), 0);
  const span = positions.reduce((sum, position) => sum + (isSpan(position) ? boundBy(position) : 0), 0);
  return {
    used_margin: round(used),
    payin_amount: 0,
    span_margin: round(span),
    adhoc_margin: 0,
    notional_cash: 0,
    available_margin: round(moneyNumber(balance) - used),
    exposure_margin: 0,
  };
}

export const noFunds: Row = {
  used_margin: 0,
  payin_amount: 0,
  span_margin: 0,
  adhoc_margin: 0,
  notional_cash: 0,
  available_margin: 0,
  exposure_margin: 0,
};

/** An option that was bought costs its premium alone. */
const isSpan = ({ listed: { instrument }, quantity }: ProductPosition): boolean =>
  instrument.expiry !== undefined && !(instrument.option && quantity > 0);

function boundBy(position: ProductPosition): number {
  const { listed, product, quantity, openCost } = position;
  const { option, expiry } = listed.instrument;
  const cost = openCost < 0n ? -openCost : openCost;
  const notional = option ? BigInt(option.strike) * BigInt(Math.abs(quantity)) : cost;
  if (isSpan(position)) return valueNumber((notional * SHORT_OPTION_OR_FUTURE) / WHOLE);
  if (expiry !== undefined || product === 'D') return valueNumber(cost);
  return valueNumber((cost * INTRADAY_SHARE) / WHOLE);
}
