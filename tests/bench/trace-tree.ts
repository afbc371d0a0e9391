import type { CallRow } from '../../core/trace/query.ts';
import { columnsOf, treeOfColumns } from '../../core/trace/tree/columns.ts';
import { criticalPath } from '../../core/trace/tree/critical-path.ts';
import { flameOf } from '../../core/trace/tree/flame.ts';
import { treeOfRows } from '../../core/trace/tree/from-rows.ts';
import { selfTimes } from '../../core/trace/tree/self-time.ts';
import { statisticsBy } from '../../core/trace/tree/statistics.ts';
import { visibleCalls } from '../../core/trace/tree/visible.ts';
import { traceOf } from '../core/trace/tree/calls.ts';
import type { BenchRow } from './row.ts';
import { inTurns } from './turns.ts';

const calls = 100_000;
const rounds = 9;

interface Node {
  readonly row: CallRow;
  readonly children: Node[];
  self: number;
}

/** As a script would write it: objects that hold their children, a recursion for own times, one for the order. */
function naiveTree(rows: readonly CallRow[]): number {
  const nodes = new Map<string, Node>(rows.map((row) => [row.span_id, { row, children: [], self: 0 }]));
  const roots: Node[] = [];
  for (const node of nodes.values()) {
    const above = node.row.parent_span_id === null ? undefined : nodes.get(node.row.parent_span_id);
    (above?.children ?? roots).push(node);
  }
  const startOf = ({ row }: Node) => row.start_ts_us;
  const endOf = ({ row }: Node) => row.start_ts_us + row.duration_ms * 1_000;
  const own = (node: Node): void => {
    node.children.sort((a, b) => startOf(a) - startOf(b));
    let covered = startOf(node);
    node.self = node.row.duration_ms * 1_000;
    for (const child of node.children) {
      const [from, to] = [Math.max(covered, startOf(child)), Math.min(endOf(node), endOf(child))];
      if (to > from) node.self -= to - from;
      covered = Math.max(covered, to);
      own(child);
    }
  };
  const path: Node[] = [];
  const critical = (node: Node, until: number): void => {
    path.push(node);
    let cursor = until;
    for (const child of [...node.children].sort((a, b) => endOf(b) - endOf(a))) {
      if (endOf(child) > cursor) continue;
      critical(child, endOf(child));
      cursor = startOf(child);
    }
  };
  const order: Node[] = [];
  const walk = (node: Node): void => {
    order.push(node);
    for (const child of node.children) walk(child);
  };
  for (const root of roots) {
    own(root);
    critical(root, endOf(root));
    walk(root);
  }
  return order.length + path.length;
}

function ourTree(rows: readonly CallRow[]): number {
  const tree = treeOfRows(rows);
  return selfTimes(tree).length + criticalPath(tree).length + visibleCalls(tree, new Set()).length;
}

/** What a page does with the columns of a large trace before it draws. */
function opened(text: string): number {
  const tree = treeOfColumns(JSON.parse(text));
  const self = selfTimes(tree);
  return criticalPath(tree).length + flameOf(tree, self).size + statisticsBy(tree, 'process', self).length;
}

/** A trace of a hundred thousand calls: made into a tree with own times and critical path, and opened from the wire. */
export async function traceTreeBench(): Promise<readonly BenchRow[]> {
  const rows = traceOf(calls);
  const shuffled = [...rows].sort((a, b) => (a.span_id.at(-1) ?? '').localeCompare(b.span_id.at(-1) ?? ''));
  const asColumns = JSON.stringify(columnsOf(treeOfRows(rows)));
  const asRows = JSON.stringify(rows);
  const made: BenchRow[] = [];
  for (const [name, given] of [
    ['in order', rows],
    ['shuffled', shuffled],
  ] as const) {
    const [ours = 0, naive = 0] = await inTurns(rounds, [() => ourTree(given), () => naiveTree(given)]);
    made.push({
      name: `tree, own times, critical path of 100,000 calls, ${name}`,
      value: ours,
      unit: 'ms',
      peer: 'objects and recursion',
      peerValue: naive,
      ratio: naive / ours,
      aim: '< 1 s',
    });
  }
  const [ours = 0, parsed = 0] = await inTurns(rounds, [() => opened(asColumns), () => naiveTree(JSON.parse(asRows))]);
  made.push({
    name: '100,000 calls from the wire: tree, path, flame, statistics',
    value: ours,
    unit: 'ms',
    peer: 'rows as objects, tree and path only',
    peerValue: parsed,
    ratio: parsed / ours,
    aim: '< 1 s',
  });
  made.push({
    name: 'bytes of a call on the wire',
    value: asColumns.length / calls,
    unit: 'bytes',
    peer: 'rows as objects',
    peerValue: asRows.length / calls,
    ratio: asRows.length / asColumns.length,
    aim: '< 40',
  });
  return made;
}
