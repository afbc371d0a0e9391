import { formatInteger } from '../../core/format.ts';
import { criticalPath } from '../../core/trace/tree/critical-path.ts';
import { failuresBelow } from '../../core/trace/tree/failures.ts';
import { selfTimes } from '../../core/trace/tree/self-time.ts';
import { timeText } from '../../core/trace/tree/time-text.ts';
import { sortOf, type TraceTree } from '../../core/trace/tree/trace-tree.ts';

const timesWidth = 20;
/** Columns that the indentation takes at most, so that names of a deep trace stay in sight. */
const mostIndent = 0.4;

const cut = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;

/** A line a call for a terminal so many characters wide: `*` on the critical path, `x` where it failed, `^` where something below it did. */
export function treeLines(tree: TraceTree, width: number): readonly string[] {
  const self = selfTimes(tree);
  const below = failuresBelow(tree);
  const critical = new Set(criticalPath(tree).map(({ call }) => call));
  const errors = tree.failed.reduce((sum, failed) => sum + failed, 0);
  const levels = tree.depth.reduce((most, depth) => Math.max(most, depth + 1), 0);
  const room = Math.max(12, width - timesWidth - 5);
  const indent = Math.min(2, (room * mostIndent) / Math.max(1, levels));
  const head = `${formatInteger(tree.size)} calls, ${formatInteger(errors)} failed, ${levels} levels, ${timeText(tree.total)}`;
  const lines = Array.from({ length: tree.size }, (_, call) => {
    const mark = tree.failed[call] === 1 ? 'x' : (below[call] ?? 0) > 0 ? '^' : ' ';
    const name = `${' '.repeat(Math.floor((tree.depth[call] ?? 0) * indent))}${sortOf(tree, call).process}`;
    const reason = tree.reasons.get(call);
    const words = reason === undefined ? name : `${name}  ${reason}`;
    const times = `${timeText(tree.duration[call] ?? 0).padStart(9)} ${timeText(self[call] ?? 0).padStart(9)}`;
    return `${critical.has(call) ? '*' : ' '}${mark} ${times}  ${cut(words, room)}`.trimEnd();
  });
  const legend = cut('* critical path  x failed  ^ failed below', width);
  return [cut(head, width), legend, `   ${'took'.padStart(9)} ${'self'.padStart(9)}  call`, ...lines];
}

/** The same as data, calls in the order of a walk from callers to callees; times in microseconds. */
export function treeJson(trace: string, tree: TraceTree) {
  const self = selfTimes(tree);
  const below = failuresBelow(tree);
  const critical = new Set(criticalPath(tree).map(({ call }) => call));
  return {
    trace,
    started: tree.origin,
    duration: tree.total,
    ...tree.flaws,
    calls: Array.from({ length: tree.size }, (_, call) => ({
      span: tree.spanIds[call],
      depth: tree.depth[call],
      ...sortOf(tree, call),
      subject: tree.subjects.get(call) ?? null,
      start: tree.start[call],
      duration: tree.duration[call],
      self: self[call],
      critical: critical.has(call),
      failed: tree.failed[call] === 1,
      error: tree.reasons.get(call) ?? null,
      failedBelow: below[call],
    })),
  };
}
