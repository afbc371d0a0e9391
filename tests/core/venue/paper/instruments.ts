import type { Instrument } from '../../../../core/model/instrument.ts';
import type { Money } from '../../../../core/model/money.ts';
import type { Price } from '../../../../core/model/price.ts';

const contract = (root: string, tick: number, tickValue: number, multiplier: number): Instrument => ({
  id: `${root}Z6`,
  root,
  name: root,
  exchange: 'CME',
  currency: 'USD',
  tick: tick as Price,
  tickValue: tickValue as Money,
  multiplier,
  priceStyle:
    root.startsWith('Z') || root === 'TN' ? { kind: 'thirtySeconds', digits: 3 } : { kind: 'decimal', decimals: 2 },
  session: 'cme',
  deliveryMonth: '2026-12',
});

export const ZN = contract('ZN', 15_625_000, 15_625_000, 1_000);
export const ZF = contract('ZF', 7_812_500, 7_812_500, 1_000);
export const TN = contract('TN', 15_625_000, 15_625_000, 1_000);
export const ES = contract('ES', 250_000_000, 12_500_000, 50);
