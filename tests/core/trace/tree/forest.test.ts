import { describe, expect, it } from 'vitest';
import { forestOfDepths, growForest } from '../../../../core/trace/tree/forest.ts';

/** `b<a@3` is a call b by a that began at 3. */
function grown(text: string) {
  const calls = text.split(' ').map((word) => {
    const [, spanId = '', parent, start] = /^(\w+)(?:<(\w+))?@(\d+)$/.exec(word) ?? [];
    return { spanId, parentSpanId: parent ?? null, start: Number(start) };
  });
  const { forest, order, orphans, cycles } = growForest(calls);
  const walk = Array.from(order, (given, at) => `${'.'.repeat(forest.depth[at] ?? 0)}${calls[given]?.spanId}`);
  return { walk: walk.join(' '), orphans, cycles };
}

describe('the forest of calls', () => {
  it.each([
    ['callees below their callers', 'a@0 b<a@1 c<b@2 d<a@3', 'a .b ..c .d', 0, 0],
    ['any order', 'd<a@3 c<b@2 a@0 b<a@1', 'a .b ..c .d', 0, 0],
    ['siblings by start, then by span id', 'a@0 z<a@1 y<a@1 x<a@0', 'a .x .y .z', 0, 0],
    ['several roots', 'b@5 c<b@6 a@1', 'a b .c', 0, 0],
    ['a caller that is not there', 'b<gone@2 c<b@3 a@1', 'a b .c', 1, 0],
    ['a callee that begins before its caller', 'a@5 b<a@1 c<b@0', 'a .b ..c', 0, 0],
    ['a call that calls itself', 'a@0 b<b@1 c<b@2', 'a b .c', 0, 1],
    ['a cycle of three, cut at its earliest', 'a<c@2 b<a@1 c<b@3 d<c@4', 'b .c ..a ..d', 0, 1],
    ['two cycles and what hangs on them', 'a<b@1 b<a@2 c<d@3 d<c@4 e<d@5', 'a .b c .d ..e', 0, 2],
    ['one span id for two calls', 'a@0 b<a@1 b<a@2 c<b@3', 'a .b ..c .b', 0, 0],
  ])('%s', (_, text, walk, orphans, cycles) => {
    expect(grown(text)).toEqual({ walk, orphans, cycles });
  });

  it('is empty where there are no calls', () => {
    expect(growForest([]).forest).toEqual({
      size: 0,
      parent: new Int32Array(),
      depth: new Int32Array(),
      end: new Int32Array(),
    });
  });

  it('is as deep as it is', () => {
    const calls = Array.from({ length: 100_000 }, (_, at) => ({
      spanId: String(at),
      parentSpanId: at === 0 ? null : String(at - 1),
      start: at,
    }));
    const { forest } = growForest(calls);
    expect(forest.depth.at(-1)).toBe(99_999);
    expect(forestOfDepths(forest.depth)).toEqual(forest);
  });

  it.each([[[1]], [[0, 2]], [[0, -1]]])('is not made of depths that are no walk: %j', (depths) => {
    expect(() => forestOfDepths(Int32Array.from(depths))).toThrow(/lies at depth/);
  });
});
