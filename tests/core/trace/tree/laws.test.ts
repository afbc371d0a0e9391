import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallRow } from '../../../../core/trace/query.ts';
import { columnsOf, treeOfColumns } from '../../../../core/trace/tree/columns.ts';
import { criticalPath } from '../../../../core/trace/tree/critical-path.ts';
import { failuresBelow } from '../../../../core/trace/tree/failures.ts';
import { flameOf } from '../../../../core/trace/tree/flame.ts';
import { treeOfRows } from '../../../../core/trace/tree/from-rows.ts';
import { selfTimes } from '../../../../core/trace/tree/self-time.ts';
import { statisticsBy } from '../../../../core/trace/tree/statistics.ts';
import type { TraceTree } from '../../../../core/trace/tree/trace-tree.ts';
import { placeOf, visibleCalls } from '../../../../core/trace/tree/visible.ts';
import { call, traceOf } from './calls.ts';

/** Rows in any order with callers that are missing, later, or below themselves, and span ids that two calls share. */
const anyRow = fc
  .record({
    id: fc.integer({ min: 0, max: 24 }),
    parent: fc.option(fc.integer({ min: 0, max: 30 })),
    start: fc.integer({ min: 0, max: 1_000 }),
    duration: fc.oneof(
      fc.constant(0),
      fc.integer({ min: 1, max: 800 }),
      fc.integer({ min: 1, max: 800_000 }).map((n) => n / 1_000),
    ),
    failed: fc.boolean(),
    process: fc.constantFrom('a', 'b', 'c'),
    service: fc.constantFrom('desk', 'risk'),
    subject: fc.option(fc.constantFrom('order T-1', 'order T-2')),
  })
  .map(({ id, parent, start, duration, failed, process, service, subject }) =>
    call(`s${id}`, parent === null ? null : `s${parent}`, start, duration, {
      process,
      service,
      subject,
      ...(failed ? { status: 'ERR', exception: `${process} failed\n  at x` } : {}),
    }),
  );
const anyRows = fc.array(anyRow, { maxLength: 40 });

const trees = (law: (tree: TraceTree, rows: readonly CallRow[]) => void, rows = anyRows) =>
  fc.assert(
    fc.property(rows, (given) => law(treeOfRows(given), given)),
    { seed: 20261121, numRuns: 400 },
  );

const indexes = ({ size }: TraceTree) => Array.from({ length: size }, (_, index) => index);

describe('laws of the tree of a trace', () => {
  it('has every call once, whatever its caller is said to be', () => {
    const keyOf = (id: string, start: number, duration: number) => `${id} ${start} ${duration.toFixed(3)}`;
    trees((tree, rows) => {
      const calls = indexes(tree).map((at) =>
        keyOf(tree.spanIds[at]!, tree.origin + tree.start[at]!, tree.duration[at]!),
      );
      expect(calls.length + tree.flaws.repeated).toBe(rows.length);
      expect(new Set(calls)).toEqual(
        new Set(rows.map((row) => keyOf(row.span_id, row.start_ts_us, row.duration_ms * 1e3))),
      );
    });
  });

  it('does not depend on the order of the rows', () => {
    const distinct = fc.uniqueArray(anyRow, { maxLength: 30, selector: ({ span_id }) => span_id });
    trees((tree, rows) => {
      const again = columnsOf(treeOfRows([...rows].reverse()));
      expect(treeOfColumns(again).spanIds).toEqual(tree.spanIds);
      expect(again.depth).toEqual([...tree.depth]);
    }, distinct);
  });

  it('has callers before callees, each with its own stretch', () => {
    trees((tree) => {
      for (const at of indexes(tree)) {
        const above = tree.parent[at]!;
        expect(tree.depth[at]).toBe(above < 0 ? 0 : tree.depth[above]! + 1);
        expect(tree.end[at]).toBeGreaterThan(at);
        if (above >= 0) expect([above < at, tree.end[at]! <= tree.end[above]!]).toEqual([true, true]);
      }
    });
  });

  it('parts the time of a call into its own and that of its callees', () => {
    trees((tree) => {
      const self = selfTimes(tree);
      for (const at of indexes(tree)) {
        const [from, to] = [tree.start[at]!, tree.start[at]! + tree.duration[at]!];
        const stretches = indexes(tree)
          .filter((child) => tree.parent[child] === at)
          .map(
            (child) =>
              [Math.max(from, tree.start[child]!), Math.min(to, tree.start[child]! + tree.duration[child]!)] as const,
          )
          .filter(([begin, end]) => end > begin);
        const ends = [...new Set([from, to, ...stretches.flat()])].sort((a, b) => a - b);
        const union = ends.slice(1).reduce((sum, end, index) => {
          const begin = ends[index]!;
          return stretches.some(([first, last]) => first <= begin && last >= end) ? sum + end - begin : sum;
        }, 0);
        expect(self[at]).toBeGreaterThanOrEqual(0);
        expect(self[at]! + union).toBeCloseTo(tree.duration[at]!, 6);
      }
    });
  });

  it('has a critical path that goes on in time, within the trace and within its calls', () => {
    trees((tree) => {
      let at = 0;
      for (const { call: index, from, to } of criticalPath(tree)) {
        expect([from >= at, to > from, to <= tree.total]).toEqual([true, true, true]);
        expect([from >= tree.start[index]!, to <= tree.start[index]! + tree.duration[index]!]).toEqual([true, true]);
        at = to;
      }
      const last = indexes(tree).some(
        (index) => tree.duration[index]! > 0 && tree.start[index]! + tree.duration[index]! === tree.total,
      );
      if (last) expect(at).toBe(tree.total);
    });
  });

  it('covers a trace whose callees run within their callers', () => {
    const tree = treeOfRows(traceOf(300));
    const sum = criticalPath(tree).reduce((total, { from, to }) => total + to - from, 0);
    expect(sum).toBeCloseTo(tree.total, 3);
  });

  it('says of a call how many below it failed', () => {
    trees((tree) => {
      const below = failuresBelow(tree);
      for (const at of indexes(tree)) {
        expect(below[at]).toBe(tree.failed.subarray(at + 1, tree.end[at]).reduce((sum, one) => sum + one, 0));
      }
    });
  });

  it('crosses the wire whole', () => {
    trees((tree) => {
      expect(treeOfColumns(JSON.parse(JSON.stringify(columnsOf(tree))))).toEqual(tree);
    });
  });

  it('has as much self time in any grouping, and in the flame', () => {
    trees((tree) => {
      const all = selfTimes(tree).reduce((sum, own) => sum + own, 0);
      for (const by of ['process', 'group', 'service', 'subject'] as const) {
        const groups = statisticsBy(tree, by);
        expect(groups.reduce((sum, { selfTotal }) => sum + selfTotal, 0)).toBeCloseTo(all, 4);
        expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(tree.size);
      }
      const flame = flameOf(tree);
      expect(flame.total).toBeCloseTo(all, 4);
      expect(flame.count.reduce((sum, count) => sum + count, 0)).toBe(tree.size);
      for (let part = 0; part < flame.size; part++) {
        const above = flame.parent[part]!;
        if (above < 0) continue;
        expect(flame.left[part]).toBeGreaterThanOrEqual(flame.left[above]! - 1e-6);
        expect(flame.left[part]! + flame.width[part]!).toBeLessThanOrEqual(
          flame.left[above]! + flame.width[above]! + 1e-6,
        );
      }
    });
  });

  it('shows everything that is not folded away', () => {
    const folds = fc.array(fc.integer({ min: 0, max: 39 }), { maxLength: 6 });
    fc.assert(
      fc.property(anyRows, folds, (rows, fold) => {
        const tree = treeOfRows(rows);
        const folded = new Set(fold);
        const hidden = (at: number): boolean => {
          for (let above = tree.parent[at]!; above >= 0; above = tree.parent[above]!)
            if (folded.has(above)) return true;
          return false;
        };
        const visible = visibleCalls(tree, folded);
        expect([...visible]).toEqual(indexes(tree).filter((at) => !hidden(at)));
        expect(Array.from(visible, (at) => placeOf(visible, at))).toEqual([...visible.keys()]);
      }),
      { seed: 20261121, numRuns: 200 },
    );
  });
});
