import { formatGain, formatMoney } from '../../core/format.ts';
import type { Base } from '../../core/ladder/base.ts';
import { SIXTEENTH, startRiskForStop, survivalCurve } from '../../core/ladder/survival.ts';
import { ticksText } from '../../core/ladder/ticks-text.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { MONEY_UNITS, type Money, money, priceValue } from '../../core/model/money.ts';
import { type Price, price } from '../../core/model/price.ts';
import { priceText } from '../shown.ts';
import type { SurvivalProps, SurvivalValue } from './schema.ts';

export interface SurvivalSubject {
  readonly instrument: Instrument;
  readonly levels: readonly Price[];
  readonly spot: Price;
  readonly base: Base;
}

/** How far a position lives that is added to at each level against it. */
export function survivalValue(
  props: SurvivalProps,
  { instrument, levels, spot, base }: SurvivalSubject,
): SurvivalValue {
  const { reach, distance } = props;
  const stop = money(Math.round(props.stop * MONEY_UNITS));
  const contracts = props.contracts ?? base.quantity;
  const perContract = priceValue(SIXTEENTH, 1, instrument.multiplier);
  const startRisk = priceValue(SIXTEENTH, contracts, instrument.multiplier);
  const request = { levels, price: spot, stop, reach, distance };
  const { curve, breach } = survivalCurve({ ...request, startRisk, pnl: base.pnl });
  const { above, below } = startRiskForStop(request);
  const whole = (risk: Money | null): number | null => risk && Math.trunc(risk / perContract);
  return {
    currency: instrument.currency,
    stop: formatGain(stop, 0),
    contracts,
    points: curve.map((point, index) => ({
      price: priceText(point.price, instrument),
      away: ticksText(money(Math.abs(point.price - spot)), money(SIXTEENTH), 2),
      contracts: ticksText(point.risk, perContract, 1, 1),
      risk: formatMoney(point.risk),
      profit: formatGain(point.pnl),
      last: index === curve.length - 1,
    })),
    breach: breach === null ? null : priceText(price(breach), instrument),
    most: { long: whole(below), short: whole(above) },
  };
}
