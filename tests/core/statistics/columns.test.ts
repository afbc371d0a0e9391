import { expect, test } from 'vitest';
import { tradeColumns } from '../../../core/statistics/columns.ts';

test.each([
  [['Trade Date', 'Net P&L', 'Strategy'], { measure: 'money', date: 0, amount: 1, strategy: 2 }],
  [['ret', 'ts'], { measure: 'return', amount: 0, closed: 1 }],
  [['return', 'realized'], { measure: 'money', amount: 1 }],
  [['net', 'pnl'], { measure: 'money', amount: 1 }],
  [
    ['benchmark', 'returns', 'ts_entry', 'ts_exit'],
    { measure: 'return', benchmark: 0, amount: 1, opened: 2, closed: 3 },
  ],
  [['side', 'quantity', 'price'], undefined],
])('%j', (names, columns) => {
  expect(tradeColumns(names)).toEqual(columns);
});
