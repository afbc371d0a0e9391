/** Where a relation or a file has what statistics are made of: places of columns from 0. */
export interface TradeColumns {
  readonly measure: 'money' | 'return';
  readonly amount: number;
  readonly date?: number;
  readonly strategy?: number;
  readonly instrument?: number;
  readonly opened?: number;
  readonly closed?: number;
  readonly benchmark?: number;
}

/** Names of columns, letters and digits alone (`Net P&L` is `netpl`), the first that there is counts. */
export const columnNames = {
  money: [
    'pnl',
    'pl',
    'netpnl',
    'netpl',
    'netrealized',
    'net',
    'profit',
    'netprofit',
    'realized',
    'realizedpnl',
    'realizedpl',
    'realised',
  ],
  return: ['return', 'returns', 'ret'],
  date: ['tradedate', 'date', 'day'],
  strategy: ['strategy'],
  instrument: ['instrument', 'symbol', 'contract'],
  opened: ['opened', 'tsentry', 'entrytime', 'opentime'],
  closed: ['closed', 'tsexit', 'exittime', 'closetime', 'ts', 'tsevent', 'time', 'timestamp', 'datetime'],
  benchmark: ['benchmark', 'benchmarkreturn'],
} as const;

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '');

/** Finds the columns by their names, an amount of money before a return; undefined where there is neither. */
export function tradeColumns(names: readonly string[]): TradeColumns | undefined {
  const plainNames = names.map(plain);
  const find = (alternatives: readonly string[]): number | undefined => {
    const name = alternatives.find((candidate) => plainNames.includes(candidate));
    return name === undefined ? undefined : plainNames.indexOf(name);
  };
  const money = find(columnNames.money);
  const amount = money ?? find(columnNames.return);
  if (amount === undefined) return undefined;
  const rest = Object.entries({
    date: find(columnNames.date),
    strategy: find(columnNames.strategy),
    instrument: find(columnNames.instrument),
    opened: find(columnNames.opened),
    closed: find(columnNames.closed),
    benchmark: find(columnNames.benchmark),
  }).filter(([, place]) => place !== undefined);
  return { measure: money === undefined ? 'return' : 'money', amount, ...Object.fromEntries(rest) };
}
