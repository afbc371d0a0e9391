import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withAncestors } from '../../../notebook/dataflow/closure.ts';
import type { Action, Operation } from '../../../notebook/session/operation.ts';
import { reduce } from '../../../notebook/session/reduce.ts';
import { type CellState, emptySession, type Policy, type SessionState } from '../../../notebook/session/state.ts';
import { type Happening, refsOf, specOf, type Written } from './play.ts';

const ids = ['a', 'b', 'c', 'd', 'e'];
const names = [...ids, 's', 't', '$day'];

const outside = ['s', 't', '$day'];

/** Mostly reads what stands above, now and then anything, so that rings come up too. */
const writtenAs = (id: string) =>
  fc.record({
    reads: fc.oneof(
      { weight: 9, arbitrary: fc.subarray([...ids.slice(0, ids.indexOf(id)), ...outside], { maxLength: 3 }) },
      { weight: 1, arbitrary: fc.subarray(names, { maxLength: 2 }) },
    ),
    mentions: fc.subarray(ids.slice(0, ids.indexOf(id))).map((above) => above.slice(0, 1)),
    text: fc.constantFrom('x', 'y'),
    policy: fc.constantFrom<Policy[]>('auto', 'auto', 'auto', 'auto', 'auto', 'lazy', 'frozen'),
    pace: fc.constantFrom(50, 1_000),
    live: fc.constantFrom(false, false, true),
    /** Its analysis is answered only when a step says so. */
    late: fc.constantFrom(false, false, false, true),
  });
type Drawn = Written & { readonly live: boolean; readonly late: boolean };

const notebook = fc.tuple(...ids.map((id) => fc.tuple(fc.constant(id), writtenAs(id))));
const edit = fc
  .constantFrom(...ids)
  .chain((id) => fc.tuple(fc.constant('edit' as const), fc.constant(id), writtenAs(id)));

const cell = fc.constantFrom(...ids);
const step = fc.oneof(
  { weight: 2, arbitrary: edit },
  { weight: 1, arbitrary: fc.tuple(fc.constant('delete' as const), cell) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('watch' as const), cell) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('unwatch' as const), cell) },
  { weight: 4, arbitrary: fc.tuple(fc.constant('touch' as const), fc.constantFrom('s', 't')) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('wait' as const), fc.constantFrom(5, 60, 1_100, 11_000)) },
  { weight: 12, arbitrary: fc.tuple(fc.constant('frame' as const), cell) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('old frame' as const), cell) },
  { weight: 8, arbitrary: fc.tuple(fc.constant('finish' as const), cell) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('fail' as const), cell) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('ask' as const), cell) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('ask stale' as const)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('interrupt' as const), cell) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('input' as const)) },
  { weight: 4, arbitrary: fc.tuple(fc.constant('analyse' as const)) },
);

/** A session with a model of the world around it: what runs, what a run saw, what is still to be analysed. */
class World {
  state: SessionState = emptySession;
  at = 0;
  readonly cells = new Map<string, Drawn>();
  readonly sources = new Map([
    ['s', 0],
    ['t', 0],
  ]);
  day = 0;
  /** Runs that go on, with the hash their next frame has, and the last number of each cell. */
  readonly runs = new Map<string, { readonly number: number; hash: string; framed: boolean }>();
  readonly analyses: { readonly cell: string; readonly number: number }[] = [];
  wakeAt: number | null = null;

  constructor(cells: readonly (readonly [string, Drawn])[]) {
    this.cells.set('day', { gives: '$day', live: false, late: false });
    for (const [id, drawn] of cells) this.cells.set(id, drawn);
    this.arrange();
    this.happens({ type: 'watched', cells: ids });
  }

  arrange(): void {
    this.happens({ type: 'arranged', cells: [...this.cells].map(([id, drawn]) => specOf(id, drawn)) });
    const late: typeof this.analyses = [];
    for (let next = this.analyses.shift(); next; next = this.analyses.shift()) {
      if (this.cells.get(next.cell)?.late) late.push(next);
      else this.#analysed(next);
    }
    this.analyses.push(...late);
  }

  happens(happening: Happening): void {
    const before = this.state;
    const { state, actions } = reduce(before, { ...happening, at: this.at } as Operation);
    this.state = state;
    const toStart = actions.flatMap((action) => (action.type === 'start' ? [action.cell] : []));
    for (const action of actions) {
      if (action.type === 'start') this.#mayStart(action.cell, toStart.slice(toStart.indexOf(action.cell)));
      this.#follow(action, happening, before);
    }
    const running = [...state.cells.values()].flatMap(({ spec, run }) => (run ? [`${spec.id} ${run.number}`] : []));
    expect(running.sort()).toEqual([...this.runs].map(([id, { number }]) => `${id} ${number}`).sort());
    expect(state.wakeAt).toBe(this.wakeAt);
  }

  /** What a run that begins now comes to: equal for some different inputs, so that cut-off has something to do. */
  valueOf(id: string): string {
    const { graph, cells } = this.state;
    const spec = cells.get(id)!.spec;
    const parts = (graph.above.get(id) ?? []).map((read) => cells.get(read)?.hash ?? 'none');
    const sources = (graph.outside.get(id) ?? []).map((name) => this.sources.get(name) ?? 0);
    const sum = [...parts.join(), ...spec.digest].reduce((total, letter) => total + letter.charCodeAt(0), 0);
    const day = id === 'day' ? this.day : 0;
    return `${id}${(sum + day + sources.reduce((total, version) => total + version, 0)) % 3}`;
  }

  finish(id: string): void {
    const run = this.runs.get(id);
    if (!run) return;
    this.runs.delete(id);
    this.happens({ type: 'finished', cell: id, run: run.number });
  }

  frame(id: string): void {
    const run = this.runs.get(id);
    if (!run) return;
    if (run.framed && this.cells.get(id)?.live) run.hash = this.valueOf(id);
    run.framed = true;
    this.happens({ type: 'framed', cell: id, run: run.number, hash: run.hash });
  }

  analyse(): void {
    const next = this.analyses.shift();
    if (next) this.#analysed(next);
  }

  #analysed({ cell: id, number }: { readonly cell: string; readonly number: number }): void {
    const drawn = this.cells.get(id);
    if (drawn) this.happens({ type: 'analysed', cell: id, number, refs: refsOf(id, drawn) });
  }

  #follow(action: Action, happening: Happening, before: SessionState): void {
    switch (action.type) {
      case 'analyse':
        this.analyses.push(action);
        break;
      case 'interrupt':
        expect(this.runs.get(action.cell)?.number).toBe(action.run);
        this.runs.delete(action.cell);
        break;
      case 'start':
        expect(this.runs.has(action.cell)).toBe(false);
        this.runs.set(action.cell, { number: action.run, hash: this.valueOf(action.cell), framed: false });
        break;
      case 'show':
        expect(happening).toMatchObject({ type: 'framed', cell: action.cell, run: action.run });
        expect(before.cells.get(action.cell)?.run?.number).toBe(action.run);
        break;
      case 'wake':
        this.wakeAt = action.at;
        break;
      default:
    }
  }

  /** What starts later in the same step was at rest when this one started. */
  #mayStart(id: string, startingLater: readonly string[]): void {
    const { graph, cells } = this.state;
    const { mentioned } = graph;
    const failed = (read: string) => cells.get(read)?.face.validity === 'failed';
    const needed = this.#above(id, (cell, read) => !mentioned.get(cell)?.has(read));
    const moving = this.#above(id, (cell) => cell === id || !failed(cell)).filter(
      (read) => !failed(read) && cells.get(read)?.face.activity !== 'idle' && !startingLater.includes(read),
    );
    expect(moving).toEqual([]);
    expect(needed.filter(failed)).toEqual([]);
    expect(graph.cycles.has(id)).toBe(false);
    expect(needed.every((read) => cells.get(read)?.hash !== null)).toBe(true);
  }

  /** Cells above, over any number of steps that `goes` lets pass. */
  #above(id: string, goes: (cell: string, read: string) => boolean): string[] {
    const found = new Set<string>();
    const open = [id];
    for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
      for (const read of this.state.graph.above.get(cell) ?? []) {
        if (found.has(read) || !goes(cell, read)) continue;
        found.add(read);
        open.push(read);
      }
    }
    return [...found];
  }

  /** Lets everything come to an end without anybody doing anything more. */
  rest(): number {
    let steps = 0;
    for (; steps < 500; steps++) {
      const starting = [...this.runs].find(([id, run]) => !run.framed || !this.cells.get(id)?.live);
      if (this.analyses.length > 0) this.analyse();
      else if (starting) {
        if (!starting[1].framed) this.frame(starting[0]);
        else this.finish(starting[0]);
      } else if (this.wakeAt !== null) {
        this.at = Math.max(this.at, this.wakeAt);
        this.happens({ type: 'due' });
      } else break;
    }
    return steps;
  }
}

function play(world: World, [what, ...more]: readonly unknown[]): void {
  const id = String(more[0]);
  switch (what) {
    case 'edit':
      world.cells.set(id, more[1] as Drawn);
      world.arrange();
      break;
    case 'delete':
      world.cells.delete(id);
      world.arrange();
      break;
    case 'watch':
      world.happens({ type: 'watched', cells: [id] });
      break;
    case 'unwatch':
      world.happens({ type: 'unwatched', cells: [id] });
      break;
    case 'touch':
      world.sources.set(id, world.sources.get(id)! + 1);
      world.happens({ type: 'touched', versions: [[id, world.sources.get(id)!]] });
      break;
    case 'wait':
      world.at += Number(more[0]);
      world.happens({ type: 'due' });
      break;
    case 'frame':
      world.frame(id);
      break;
    case 'old frame': {
      const { runs = 0 } = world.state.cells.get(id) ?? {};
      world.happens({ type: 'framed', cell: id, run: world.runs.has(id) ? runs - 1 : runs, hash: 'overtaken' });
      break;
    }
    case 'finish':
      if (world.runs.get(id)?.framed) world.finish(id);
      break;
    case 'fail': {
      const run = world.runs.get(id);
      world.runs.delete(id);
      if (run) world.happens({ type: 'failed', cell: id, run: run.number, error: { code: 'query', message: 'no' } });
      break;
    }
    case 'ask':
      world.happens({ type: 'asked', cell: id });
      break;
    case 'ask stale':
      world.happens({ type: 'asked_stale' });
      break;
    case 'interrupt':
      world.happens({ type: 'interrupted', cell: id });
      break;
    case 'input':
      world.day += 1;
      world.happens({ type: 'input_set', cell: 'day' });
      break;
    case 'analyse':
      world.analyse();
      break;
  }
}

const mayDiffer = ({ spec, face, run }: CellState): boolean =>
  spec.policy === 'frozen' || face.validity === 'failed' || run?.live === true;

describe('laws of the session', () => {
  it('starts nothing below a failure or before what it reads, shows nothing overtaken, and comes to rest with the right values', () => {
    fc.assert(
      fc.property(notebook, fc.array(step, { maxLength: 80 }), (cells, steps) => {
        const world = new World(cells);
        for (const each of steps) play(world, each);
        expect(world.rest()).toBeLessThan(500);
        world.happens({ type: 'watched', cells: [...world.cells.keys()] });
        expect(world.rest()).toBeLessThan(500);
        world.happens({ type: 'asked_stale' });
        expect(world.rest()).toBeLessThan(500);
        for (const [id, state] of world.state.cells) {
          expect(state.face.activity, id).toBe('idle');
          if (mayDiffer(state)) continue;
          const frozenAbove = [...withAncestors(world.state.graph, [id])].some(
            (read) => world.state.cells.get(read)!.face.validity === 'stale',
          );
          if (!frozenAbove) expect(state.face.validity, id).toBe('current');
          if (state.hash !== null) expect(state.hash, id).toBe(world.valueOf(id));
        }
      }),
      { numRuns: 400 },
    );
  });
});
