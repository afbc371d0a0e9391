import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Tracer } from '../../../core/trace/port.ts';
import type { SpanRecord } from '../../../core/trace/span-record.ts';
import { recording } from './recording.ts';

/** Each waits for what it calls. */
const waiting = ['async', 'promise', 'asyncGenerator', 'asyncSpan'] as const;
const sorts = [...waiting, 'sync', 'generator', 'span'] as const;
const pauses = ['none', 'microtask', 'timer', 'immediate'] as const;

/** A call that is made: what it is, what it waits for before each call that it makes, and how it makes those. */
interface Node {
  readonly sort: (typeof sorts)[number];
  readonly pause: (typeof pauses)[number];
  readonly together: boolean;
  readonly fails: boolean;
  readonly children: readonly Node[];
}

function nodes(depth: number, among: readonly Node['sort'][]): fc.Arbitrary<Node> {
  return fc.record({
    sort: fc.constantFrom(...among),
    pause: fc.constantFrom(...pauses),
    together: fc.boolean(),
    fails: fc.boolean(),
    children: depth === 0 ? fc.constant([]) : fc.array(nodes(depth - 1, among), { maxLength: 3 }),
  });
}

async function rest(pause: Node['pause']): Promise<void> {
  if (pause === 'microtask') await undefined;
  if (pause === 'timer') await new Promise((resolve) => setTimeout(resolve, 0));
  if (pause === 'immediate') await new Promise((resolve) => setImmediate(resolve));
}

/** Calls a tree of functions; the name of each is where it stands, so the names say which tree was called. */
function call(tracer: Tracer, { sort, pause, together, fails, children }: Node, name: string): unknown {
  const inner = (index: number): unknown => {
    const child = children[index];
    return child && call(tracer, child, `${name}.${index}`);
  };
  const swallow = (made: unknown): unknown => (made instanceof Promise ? made.catch(() => undefined) : made);
  const sync = (): unknown[] => {
    const made = children.map((_, index) => {
      try {
        return swallow(inner(index));
      } catch {
        return undefined;
      }
    });
    if (fails) throw new Error(name);
    return made;
  };
  const later = async (): Promise<void> => {
    const one = async (index: number): Promise<void> => {
      await rest(pause);
      try {
        await inner(index);
      } catch {
        await rest(pause);
      }
    };
    if (together) await Promise.all(children.map((_, index) => one(index)));
    else for (const index of children.keys()) await one(index);
    if (fails) throw new Error(name);
  };
  switch (sort) {
    case 'sync':
      return Promise.all(tracer.monitor(sync, { name })());
    case 'span':
      return Promise.all(tracer.span(name, {}, sync));
    case 'async':
      return tracer.monitor(later, { name })();
    case 'promise':
      return tracer.monitor(() => rest('microtask').then(later), { name })();
    case 'asyncSpan':
      return tracer.span(name, {}, later);
    case 'generator':
      return Promise.all([
        ...tracer.monitor(
          function* steps(): Generator<unknown> {
            yield* sync();
          },
          { name },
        )(),
      ]);
    case 'asyncGenerator':
      return consume(
        tracer.monitor(
          async function* steps(): AsyncGenerator<number> {
            yield 1;
            await later();
            yield 2;
          },
          { name },
        )(),
        pause,
      );
  }
}

async function consume(steps: AsyncGenerator<number>, pause: Node['pause']): Promise<void> {
  for await (const _ of steps) await rest(pause);
}

/** Every call by the name of its parent, from the records and from the names. */
const edges = (records: readonly SpanRecord[]): string[] => {
  const names = new Map(records.map(({ span, process }) => [span, process.name]));
  return records.map(({ process, parent }) => `${names.get(parent) ?? '-'} > ${process.name}`).sort();
};
/** Every call that fails by the name of the nearest above it that fails. */
const failuresOf = (tree: Node, name: string, parent = '-'): string[] => [
  ...(tree.fails ? [`${parent} > ${name}`] : []),
  ...tree.children.flatMap((child, index) => failuresOf(child, `${name}.${index}`, tree.fails ? name : parent)),
];
const edgesOf = (tree: Node, name: string, parent = '-'): string[] => [
  `${parent} > ${name}`,
  ...tree.children.flatMap((child, index) => edgesOf(child, `${name}.${index}`, name)),
];

describe('records of calls', () => {
  it('tell exactly the trees that were called, side by side', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(nodes(3, sorts), { minLength: 1, maxLength: 3 }), async (trees) => {
        const { tracer, records } = recording();
        const begin = async (tree: Node, index: number): Promise<void> => {
          try {
            await call(tracer, tree, `${index}`);
          } catch {
            // An error that was asked for.
          }
        };
        await Promise.all(trees.map(begin));
        for (let n = 0; n < 50 && records.length < trees.flatMap((tree) => edgesOf(tree, '')).length; n++)
          await rest('timer');
        expect(edges(records)).toEqual(trees.flatMap((tree, index) => edgesOf(tree, `${index}`)).sort());

        const bySpan = new Map(records.map((record) => [record.span, record]));
        expect(bySpan.size).toBe(records.length);
        for (const record of records) {
          const parent = bySpan.get(record.parent);
          expect(record.depth).toBe(parent === undefined ? 0 : parent.depth + 1);
          expect(record.root).toBe(parent === undefined ? record.span : parent.root);
          expect(record.caller).toBe(parent?.process);
          expect(record.parent).toBeLessThan(record.span);
          expect(record.start).toBeGreaterThan(parent?.start ?? 0);
        }
        expect(tracer.current()).toBeUndefined();
      }),
      { numRuns: 100 },
    );
  });

  it('tell every error of a tree that is not kept, under the nearest above it that fails', async () => {
    await fc.assert(
      fc.asyncProperty(nodes(3, waiting), async (tree) => {
        const { tracer, records } = recording({ sample: [{ match: '*', rate: 0 }] });
        const made = call(tracer, tree, '0');
        if (made instanceof Promise) await made.catch(() => undefined);
        expect(edges(records)).toEqual(failuresOf(tree, '0').sort());
        expect(new Set(records.map(({ root }) => root)).size).toBeLessThan(2);
        for (const { parent, span } of records) expect(parent).toBeLessThan(span);
      }),
      { numRuns: 60 },
    );
  });
});
