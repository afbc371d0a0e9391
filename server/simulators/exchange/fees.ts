import { type Money, money, moneyFromDecimal } from '../../../core/model/money.ts';

/** What a contract costs a side, exchange and broker together, by root: of a likely size, and nobody's price list. */
const perSide: Readonly<Record<string, Money>> = Object.fromEntries(
  Object.entries({
    ES: '1.4',
    NQ: '1.4',
    RTY: '1.4',
    YM: '1.4',
    MES: '0.37',
    MNQ: '0.37',
    M2K: '0.37',
    MYM: '0.37',
    ZT: '0.67',
    ZF: '0.67',
    ZN: '0.82',
    TN: '0.84',
    ZB: '0.91',
    UB: '0.97',
    CL: '1.54',
    GC: '1.62',
  }).map(([root, text]) => [root, moneyFromDecimal(text)]),
);

const usual = moneyFromDecimal('1');

export const feeOf = (root: string, quantity: number): Money => money((perSide[root] ?? usual) * quantity);
