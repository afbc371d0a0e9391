import { csvLine } from '../../core/trace/canonical.ts';
import type { Json, KindSpec } from '../kind.ts';
import { type GraphProps, type GraphValue, props, value } from './schema.ts';
import { frames, refs } from './server.ts';
import { caption, view } from './view.ts';

/** A row a way: who calls whom, how often, and how long it takes in milliseconds. */
const csv = ({ nodes, edges }: GraphValue): string =>
  [
    ['caller', 'callee', 'calls', 'errors', 'p50_ms', 'p95_ms', 'p99_ms', 'max_ms'],
    ...edges.map(({ from, to, figures }) => [
      nodes[from]?.name ?? '',
      nodes[to]?.name ?? '',
      ...figures.map((figure) => String(figure)),
    ]),
  ]
    .map(csvLine)
    .join('');

const told = ([calls, errors, p50, p95, p99, max]: GraphValue['nodes'][number]['figures']): {
  [key: string]: Json;
} => ({
  calls,
  errors,
  p50_ms: p50,
  p95_ms: p95,
  p99_ms: p99,
  max_ms: max,
});

const json = ({ nodes, edges }: GraphValue): Json => ({
  nodes: nodes.map(({ name, group, figures }) => ({ name, group, ...told(figures) })),
  edges: edges.map(({ from, to, figures }) => ({
    caller: nodes[from]?.name ?? '',
    callee: nodes[to]?.name ?? '',
    ...told(figures),
  })),
});

export const dependencyGraph: KindSpec<GraphProps, GraphValue> = {
  name: 'dependency-graph',
  about:
    'Who calls whom in the console and beyond: calls, failures and percentiles of each process and each way between two.',
  language: 'yaml',
  starter: 'last: 15m\n# by: group\n# focus: desk\n',
  props,
  value,
  capability: 'read',
  layout: { frame: 'box', span: 12, pace: 'live' },
  keys: [
    { name: 'open', keys: ['Enter'], about: 'Open the process that has the focus' },
    { name: 'close', keys: ['Escape'], about: 'Close what is open' },
    { name: 'nearer', keys: ['+', '='], about: 'Zoom in' },
    { name: 'farther', keys: ['-'], about: 'Zoom out' },
    { name: 'all', keys: ['0'], about: 'Show all of it' },
    { name: 'left', keys: ['ArrowLeft'], about: 'Look further left' },
    { name: 'right', keys: ['ArrowRight'], about: 'Look further right' },
    { name: 'up', keys: ['ArrowUp'], about: 'Look further up' },
    { name: 'down', keys: ['ArrowDown'], about: 'Look further down' },
  ],
  refs,
  frames,
  view,
  caption,
  exportAs: { csv, json },
};
