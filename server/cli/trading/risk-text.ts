import { formatPercent } from '../../../core/format.ts';
import type { RiskOfCurrency, RiskReport } from '../../trading/risk-report.ts';
import { amountText, exact, gainText } from './amounts.ts';
import { type TextColumn, tableOf } from './table.ts';

type Position = RiskReport['positions'][number];

export const exactRisk = (risk: RiskReport) => ({
  ...risk,
  currencies: risk.currencies.map((each) =>
    exact(
      each,
      'balance',
      'exposure',
      'workingExposure',
      'open',
      'realized',
      'day',
      'fees',
      'drawdown',
      'worstDrawdown',
    ),
  ),
  positions: risk.positions.map((each) => exact(each, 'mark', 'exposure', 'open')),
});

const sums: readonly TextColumn<RiskOfCurrency>[] = [
  ['', ({ currency }) => currency],
  ['held', ({ exposure }) => amountText(exposure), 'number'],
  ['working', ({ workingExposure }) => amountText(workingExposure), 'number'],
  ['balance', ({ balance }) => (balance === null ? '' : amountText(balance)), 'number'],
  ['leverage', ({ leverage }) => (leverage === null ? '' : `${leverage.toFixed(2)}×`), 'number'],
  ['day', ({ day }) => gainText(day), 'number'],
  ['open', ({ open }) => gainText(open), 'number'],
  ['realized', ({ realized }) => gainText(realized), 'number'],
  ['drawdown', ({ drawdown }) => amountText(drawdown), 'number'],
  ['deepest', ({ worstDrawdown }) => amountText(worstDrawdown), 'number'],
];

const columns = (total: number): readonly TextColumn<Position>[] => [
  ['instrument', ({ instrument }) => instrument],
  ['position', ({ quantity }) => (quantity > 0 ? `+${quantity}` : String(quantity)), 'number'],
  ['mark', ({ markShown }) => markShown ?? '', 'number'],
  ['a point', ({ multiplier }) => multiplier.toLocaleString('en-US'), 'number'],
  ['at stake', ({ exposure }) => (exposure === null ? '' : amountText(exposure)), 'number'],
  [
    'share',
    ({ exposure }) => (exposure === null || total === 0 ? '' : formatPercent(Number(exposure) / total)),
    'number',
  ],
  ['open', ({ open }) => gainText(open), 'number'],
  ['', ({ currency }) => currency],
  ['exits', ({ exits, quantity }) => exits ?? (quantity === 0 ? '' : 'none')],
];

export function riskText(risk: RiskReport): string {
  const { account, name, currencies, positions, unmarked, canTrade } = risk;
  const head = `${account}${name === account ? '' : ` (${name})`}, trade date ${risk.tradeDate}${canTrade ? '' : ', may not trade'}`;
  if (currencies.length === 0) return `${head}: nothing was traded and nothing works.`;
  const only = currencies.length === 1 ? Number(currencies[0]?.exposure) : 0;
  return [
    head,
    withoutCount(tableOf(sums, currencies)),
    ...(positions.length === 0 ? [] : ['', withoutCount(tableOf(columns(only), positions))]),
    ...(unmarked.length === 0 ? [] : [`Nothing marks ${unmarked.join(', ')}, so no sum has it.`]),
  ].join('\n');
}

const withoutCount = (table: string): string => table.slice(0, table.lastIndexOf('\n'));
