import { formatDuration, formatGain, formatInteger, formatMoney, formatPercent, formatSigned } from '../format.ts';
import { money } from '../model/money.ts';
import { definitions, type FigureName } from './definitions.ts';

export interface FigureText {
  readonly text: string;
  readonly sign: 'gain' | 'loss' | 'even' | '';
}

/** Falls and spreads are sizes, not earnings. */
const sizes: ReadonlySet<FigureName> = new Set(['volatility', 'downsideRisk', 'maxDrawdown', 'currentDrawdown']);

const plain = (text: string): FigureText => ({ text, sign: '' });
const signOf = (value: number): FigureText['sign'] => (value > 0 ? 'gain' : value < 0 ? 'loss' : 'even');

/** What a person reads of a figure that has a value: micros of money with two decimals, returns and shares as percent. */
export function figureText(name: FigureName, value: number | string, measure: 'money' | 'return'): FigureText {
  if (typeof value === 'string') return plain(value);
  const { unit } = definitions[name];
  if (unit === 'count') return plain(formatInteger(value));
  if (unit === 'streak') return plain(formatSigned(value));
  if (unit === 'share') return plain(formatPercent(value, { decimals: 2 }));
  if (unit === 'duration') return plain(formatDuration(value));
  if (unit === 'ratio') return plain(formatMoney(money(Math.round(value * 1e6)), { decimals: 3 }));
  if (measure === 'money') {
    const micros = money(Math.round(value));
    return sizes.has(name) ? plain(formatMoney(micros)) : formatGain(micros);
  }
  if (sizes.has(name)) return plain(formatPercent(value, { decimals: 2 }));
  return { text: formatPercent(value, { decimals: 2, sign: 'always' }), sign: signOf(value) };
}
