import { csvLine } from '../../core/trace/canonical.ts';
import type { Json, KindSpec } from '../kind.ts';
import { columnNames, type MetricsProps, type MetricsValue, props, value } from './schema.ts';
import { frames, refs } from './server.ts';
import { caption, view } from './view.ts';

/** A row a process or group: calls and errors a second, and milliseconds. */
const csv = ({ rows }: MetricsValue): string =>
  [
    ['name', 'group', 'calls_per_second', 'errors_per_second', 'p50_ms', 'p95_ms', 'p99_ms', 'max_ms'],
    ...(rows ?? []).map(({ name, group, figures }) => [name, group, ...figures.map((figure) => String(figure))]),
  ]
    .map(csvLine)
    .join('');

const json = ({ health, summary, warnings, sections, rows }: MetricsValue): Json => ({
  health,
  summary,
  warnings,
  sections: sections.map(({ name, facts }) => ({
    name,
    facts: facts.map(({ label, text, unit }) => ({ label, text, unit })),
  })),
  rows: (rows ?? []).map(({ name, group, figures }) => ({
    name,
    group,
    ...Object.fromEntries(columnNames.map((column, index) => [column, figures[index] ?? 0])),
  })),
});

export const metrics: KindSpec<MetricsProps, MetricsValue> = {
  name: 'metrics',
  about:
    'How the console itself does: calls, errors and latency by process, queue, writer, breaker, event loop and memory.',
  language: 'yaml',
  starter: 'last: 5m\n# show: [rates, latency]\n# group: desk\n',
  props,
  value,
  capability: 'read',
  layout: { frame: 'box', span: 12, pace: 'live' },
  keys: [
    { name: 'next', keys: ['ArrowRight'], about: 'Have the worst by the next column first' },
    { name: 'previous', keys: ['ArrowLeft'], about: 'Have the worst by the column before first' },
  ],
  refs,
  frames,
  view,
  caption,
  exportAs: { csv, json },
};
