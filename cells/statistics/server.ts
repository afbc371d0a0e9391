import { moneyFromDecimal } from '../../core/model/money.ts';
import { definitions, type FigureName, figureNames, isFigureName } from '../../core/statistics/definitions.ts';
import type { StatisticsOptions } from '../../core/statistics/options.ts';
import { settle } from '../../core/statistics/options.ts';
import { plainFigure, withoutValue } from '../../core/statistics/plain.ts';
import { type Statistics, statistics, statisticsBy } from '../../core/statistics/statistics.ts';
import { figureText } from '../../core/statistics/text.ts';
import { inOrder } from '../../core/statistics/trade.ts';
import type { CellContext, Refs } from '../kind.ts';
import { curveOf } from './curve.ts';
import type { GroupValue, StatisticsProps, StatisticsValue } from './schema.ts';
import { type GivenTrades, ownTrades, relationTrades } from './trades.ts';

export const refs = ({ from }: StatisticsProps): Refs => ({ reads: [from ?? 'matches'] });

const columnsByDefault: readonly FigureName[] = [
  'trades',
  'winRate',
  'total',
  'profitFactor',
  'expectancy',
  'sharpe',
  'maxDrawdown',
];

/** Groups of figures none of which has a value are left out: of nobody's interest, and named by `figures` when they are. */
function shownOf(props: StatisticsProps, figures: Statistics): readonly FigureName[] {
  if (props.figures) return props.figures.filter(isFigureName);
  if (props.by) return columnsByDefault.filter((name) => figures[name] !== undefined || name === 'profitFactor');
  const groups = new Set(
    figureNames.filter((name) => figures[name] !== undefined).map((name) => definitions[name].group),
  );
  return figureNames.filter((name) => groups.has(definitions[name].group));
}

function groupOf(
  key: string,
  figures: Statistics,
  shown: readonly FigureName[],
  measure: 'money' | 'return',
): GroupValue {
  const textOf = (name: FigureName) => {
    const value = figures[name];
    return value === undefined
      ? { text: withoutValue(name, figures), sign: 'none' as const }
      : figureText(name, value, measure);
  };
  return {
    key,
    figures: Object.fromEntries(shown.map((name) => [name, plainFigure(name, figures, measure)])),
    texts: Object.fromEntries(shown.map((name) => [name, textOf(name)])),
  };
}

const optionsOf = (props: StatisticsProps, measure: 'money' | 'return'): StatisticsOptions => ({
  measure,
  // rows of returns are days
  period: measure === 'return' && props.period === 'trade' ? 'day' : props.period,
  ddof: props.ddof,
  ...(props.annualization === undefined ? {} : { annualization: props.annualization }),
  ...(props.starting_equity === undefined
    ? {}
    : { startingEquity: moneyFromDecimal(props.starting_equity.toFixed(6)) }),
});

function statisticsValue(props: StatisticsProps, given: GivenTrades): StatisticsValue {
  const { measure } = given;
  const trades = inOrder(given.trades);
  const options = optionsOf(props, measure);
  const figures = statistics(trades, options);
  const shown = shownOf(props, figures);
  const groups = props.by ? statisticsBy(trades, props.by, options) : [];
  return {
    measure,
    currency: given.currency,
    otherCurrencies: [...given.otherCurrencies],
    shown: [...shown],
    whole: groupOf('', figures, shown, measure),
    groups: groups.map((group) => groupOf(group.key, group.figures, shown, measure)),
    trades: trades.length,
    firstDate: trades[0]?.date ?? null,
    lastDate: trades.at(-1)?.date ?? null,
    leftOut: given.leftOut,
    annualization: settle(options).annualization,
    curve: props.by ? [] : curveOf(trades, options),
  };
}

/** Yields once a run; new fills, or a new result of the cell it reads, make it run again. */
export async function* frames(props: StatisticsProps, context: CellContext): AsyncIterable<StatisticsValue> {
  const given =
    props.from === undefined ? await ownTrades(props, context) : await relationTrades(props, props.from, context);
  yield statisticsValue(props, given);
}
