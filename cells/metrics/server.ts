import { parseLast } from '../../core/trace/last.ts';
import type { ObservabilityState } from '../../core/trace/observability.ts';
import type { CellContext, Refs } from '../kind.ts';
import { alarmsOf, summaryOf, warningsOf } from './health.ts';
import { rowsOf } from './rows.ts';
import type { MetricsProps, MetricsValue } from './schema.ts';
import { factsOf, titles } from './sections.ts';

export const refs = (): Refs => ({ reads: ['observability'] });

const none: MetricsValue = {
  health: 'none',
  summary: 'Nothing is measured here: this console keeps no traces.',
  warnings: [],
  sections: [],
  rows: null,
  met: 0,
  fitting: 0,
};

function metricsValue(props: MetricsProps, state: ObservabilityState | undefined): MetricsValue {
  if (state === undefined) return none;
  const last = parseLast(props.last) ?? 300;
  const alarms = alarmsOf(state);
  const warnings = warningsOf(state, alarms);
  const sections = props.show
    .filter((name) => name !== 'latency')
    .map((name) => ({ name, title: titles[name], facts: factsOf(name, { state, alarms, last }) }));
  const { rows, met, fitting } = rowsOf(state.calls, props, last);
  return {
    health: warnings.length === 0 ? 'healthy' : 'warned',
    summary: summaryOf(state),
    warnings,
    sections,
    rows: props.show.includes('latency') ? rows : null,
    met,
    fitting,
  };
}

export async function* frames(props: MetricsProps, context: CellContext): AsyncIterable<MetricsValue> {
  for await (const _ of context.changes('observability'))
    yield metricsValue(props, context.read<ObservabilityState>('observability'));
}
