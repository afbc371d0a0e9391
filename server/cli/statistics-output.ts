import { MONEY_UNITS, money, moneyToDecimal } from '../../core/model/money.ts';
import { definitions, type FigureName, figureNames } from '../../core/statistics/definitions.ts';
import type { Settled } from '../../core/statistics/options.ts';
import { plainFigure, withoutValue } from '../../core/statistics/plain.ts';
import type { RollingFigures } from '../../core/statistics/rolling-figures.ts';
import type { Statistics } from '../../core/statistics/statistics.ts';
import { figureText } from '../../core/statistics/text.ts';
import { exactNumber } from './output.ts';

interface GroupFigures {
  readonly key?: string;
  readonly figures: Statistics;
}

const exact = (micros: number): number | string => exactNumber(moneyToDecimal(money(micros)));

function jsonFigure(name: FigureName, figures: Statistics, { measure }: Settled): number | string | null {
  const value = plainFigure(name, figures, measure);
  return typeof value === 'string' && definitions[name].unit === 'amount' ? exactNumber(value) : value;
}

/** One object: the group, every figure by its name (null without a value), why those have none, and what was assumed. */
export function figuresJson(
  { key, figures }: GroupFigures,
  settled: Settled,
  told: { readonly source: string; readonly method: string | null },
) {
  const { startingEquity, ...options } = settled;
  const without = figureNames.filter((name) => figures[name] === undefined);
  return {
    ...(key === undefined ? {} : { group: key }),
    ...Object.fromEntries(figureNames.map((name) => [name, jsonFigure(name, figures, settled)])),
    without: Object.fromEntries(without.map((name) => [name, withoutValue(name, figures)])),
    options: { ...told, ...options, startingEquity: exact(startingEquity) },
  };
}

/** Stretches of periods, amounts in currency units. */
export const rollingJson = (rows: readonly RollingFigures[], { measure }: Settled) =>
  rows.map(({ from, to, lastDate, sharpe, volatility, maxDrawdown }) => {
    return {
      from,
      to,
      lastDate: lastDate ?? null,
      sharpe: sharpe ?? null,
      volatility: volatility === undefined ? null : measure === 'money' ? volatility / MONEY_UNITS : volatility,
      maxDrawdown: measure === 'money' ? exact(maxDrawdown) : maxDrawdown,
    };
  });

const labelWidth = Math.max(...figureNames.map((name) => definitions[name].label.length));
const nameWidth = Math.max(...figureNames.map((name) => name.length));

/** Figures with a value line by line, a blank line between their groups, and the others with why they have none. */
export function figuresText({ key, figures }: GroupFigures, { measure }: Settled): string {
  const lines = figureNames.flatMap((name, index) => {
    const { label, group } = definitions[name];
    const previous = figureNames[index - 1];
    const gap = previous !== undefined && definitions[previous].group !== group ? [''] : [];
    const value = figures[name];
    const shown = value === undefined ? `– (${withoutValue(name, figures)})` : figureText(name, value, measure).text;
    return [...gap, `${label.padEnd(labelWidth)}  ${shown}`];
  });
  return [...(key === undefined ? [] : [key === '' ? '(no name)' : key, '']), ...lines].join('\n');
}

export const definitionsJson = () => definitions;

export const definitionsText = (): string =>
  figureNames.map((name) => `${name.padEnd(nameWidth)}  ${definitions[name].definition}`).join('\n');

const units =
  'Amounts are in currency units, shares and returns ratios (0.6 is 60 %), durations seconds, dates YYYY-MM-DD.';

/** The keys of the object, for --help. */
export const keysHelp = (): string =>
  [
    '',
    `Keys with --json, null without a value (without says why), then options. ${units}`,
    'Amounts of money finer than a millionth are rounded half to even; fills count after their fees.',
    definitionsText(),
  ].join('\n');
