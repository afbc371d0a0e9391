import { groupMatcher, partMatcher } from '../../core/trace/matching.ts';
import type { CallFigures } from '../../core/trace/rates/figures.ts';
import type { CallFigure } from '../../core/trace/rates/series.ts';
import { shortName } from '../../core/trace/short-name.ts';
import { scaled } from './lines.ts';
import { worstFirst } from './order.ts';
import { columnNames, type MetricsProps, type Row } from './schema.ts';

const points = 40;

interface Named extends CallFigure {
  readonly name: string;
  readonly group: string;
}

/** As many decimals as are shown, so that a value that did not change is the same. */
const rounded = (value: number | undefined): number => Math.round((value ?? 0) * 1_000) / 1_000;

const figuresOf = (figure: CallFigure): number[] =>
  [figure.perSecond, figure.errorsPerSecond, figure.p50, figure.p95, figure.p99, figure.max].map(rounded);

/** The worst by each column, and how many there were to choose from. */
export function rowsOf(
  calls: CallFigures,
  props: MetricsProps,
  last: number,
): { rows: Row[]; met: number; fitting: number } {
  const met: Named[] =
    props.by === 'group'
      ? calls.groups(last).map((figure) => ({ name: figure.group, ...figure }))
      : calls.processes(last).map((figure) => ({ name: figure.process, ...figure }));
  const [named, grouped] = [partMatcher(props.process), groupMatcher(props.group)];
  const fitting = met
    .filter(({ name, group }) => named(name) && grouped(group))
    .map((figure) => ({ figure, figures: figuresOf(figure) }));
  const kept = new Set<(typeof fitting)[number]>();
  for (const column of columnNames.keys()) {
    const worst = [...fitting].sort((a, b) => b.figures[column]! - a.figures[column]!);
    for (const each of worst.slice(0, props.top)) kept.add(each);
  }
  const rows = fitting
    .filter((each) => kept.has(each))
    .map(({ figure: { name, group }, figures }) => {
      const history = calls.history(props.by === 'group' ? { group } : { process: name }, last, points);
      const highest = Math.max(0, ...history.calls);
      return {
        name,
        short: props.by === 'group' ? name : shortName(name),
        group,
        figures,
        line: scaled(history.calls, highest),
        failures: history.errors.some((errors) => errors > 0) ? scaled(history.errors, highest) : [],
      };
    });
  return { rows: worstFirst(rows, props.sort), met: met.length, fitting: fitting.length };
}
