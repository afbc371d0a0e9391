import type { ProcessInfo, SpanRecord } from '../span-record.ts';
import type { CallFigures, EdgeFigure, Followed, GroupFigure, ProcessFigure } from './figures.ts';
import { Histogram } from './histogram.ts';
import { type CallFigure, FAR, figureOf, type RateHistory, Series, Slices, type Span } from './series.ts';

export interface RatesOptions {
  /** Monotonic microseconds, by the clock that the records are timed with. */
  readonly now: () => number;
  readonly processes?: number;
  readonly groups?: number;
  readonly edges?: number;
}

const OTHER = 'other';

interface Process {
  readonly name: string;
  readonly group: string;
  readonly series: Series;
  readonly ofGroup: Group;
  readonly callees: Map<Process, Slices>;
}

interface Group {
  readonly series: Series;
  processes: number;
}

/** Counts finished calls by process, group, and caller and callee, in bounded memory. */
export class Rates implements CallFigures {
  calls = 0;
  errors = 0;
  otherCalls = 0;
  edgesLeftOut = 0;
  readonly #now: () => number;
  readonly #most: { readonly processes: number; readonly groups: number; readonly edges: number };
  readonly #began: number;
  /** Of the very function; many functions may share a name, and those that are gone are not held on to. */
  readonly #known = new WeakMap<ProcessInfo, Process>();
  readonly #processes = new Map<string, Process>();
  readonly #groups = new Map<string, Group>();
  #edges = 0;

  constructor({ now, processes = 2_000, groups = 200, edges = 6_000 }: RatesOptions) {
    this.#now = now;
    this.#most = { processes, groups, edges };
    this.#began = this.#second();
  }

  take(records: readonly SpanRecord[]): void {
    for (const record of records) {
      const { duration, error, caller } = record;
      const failed = error !== undefined;
      const second = Math.max(0, Math.floor((record.start + duration * 1_000) / 1_000_000)) || 0;
      const called = this.#processOf(record);
      called.series.add(second, duration, failed);
      called.ofGroup.series.add(second, duration, failed);
      this.calls++;
      if (failed) this.errors++;
      if (called.name === OTHER) this.otherCalls++;
      if (caller !== undefined) this.#edge(this.#find(caller), called)?.addNear(second, duration, failed);
    }
  }

  whole(last: number): CallFigure {
    const span = this.#span(last);
    const histogram = new Histogram();
    let errors = 0;
    for (const { series } of this.#groups.values()) errors += series.collect(span, histogram);
    return figureOf(histogram, errors, span);
  }

  processes(last: number): readonly ProcessFigure[] {
    const span = this.#span(last);
    return [...this.#processes.values()].flatMap(({ name, group, series }) => {
      const figure = series.figure(span);
      return figure.calls === 0 ? [] : [{ process: name, group, ...figure }];
    });
  }

  groups(last: number): readonly GroupFigure[] {
    const span = this.#span(last);
    return [...this.#groups].flatMap(([group, { series, processes }]) => {
      const figure = series.figure(span);
      return figure.calls === 0 ? [] : [{ group, processes, ...figure }];
    });
  }

  edges(last: number, by: 'process' | 'group' = 'process'): readonly EdgeFigure[] {
    const span = this.#span(last);
    const found = new Map<string, { caller: string; callee: string; histogram: Histogram; errors: number }>();
    for (const caller of this.#processes.values())
      for (const [callee, slices] of caller.callees) {
        const [from, to] = by === 'group' ? [caller.group, callee.group] : [caller.name, callee.name];
        if (by === 'group' && from === to) continue;
        const key = JSON.stringify([from, to]);
        const edge = found.get(key) ?? { caller: from, callee: to, histogram: new Histogram(), errors: 0 };
        edge.errors += slices.collect(span, edge.histogram);
        if (edge.histogram.count > 0) found.set(key, edge);
      }
    return [...found.values()].map(({ caller, callee, histogram, errors }) => ({
      caller,
      callee,
      ...figureOf(histogram, errors, span),
    }));
  }

  history(followed: Followed, last: number, points: number): RateHistory {
    const span = this.#span(last);
    const counts = new Float64Array(points * 2);
    for (const series of this.#followed(followed)) series.addHistory(span, points, counts);
    const seconds = span.last / points;
    const every = (offset: number) =>
      Array.from({ length: points }, (_, index) => counts[index * 2 + offset]! / seconds);
    return { calls: every(0), errors: every(1) };
  }

  #followed(followed: Followed): Series[] {
    if (followed === undefined) return [...this.#groups.values()].map(({ series }) => series);
    const found = 'process' in followed ? this.#processes.get(followed.process) : this.#groups.get(followed.group);
    return found === undefined ? [] : [found.series];
  }

  #second(): number {
    return this.#now() / 1_000_000;
  }

  #span(last: number): Span {
    return { now: this.#second(), last: Math.min(last, FAR.reach), began: this.#began };
  }

  #processOf({ process: info }: SpanRecord): Process {
    return this.#find(info);
  }

  #find(info: ProcessInfo): Process {
    const known = this.#known.get(info);
    if (known !== undefined) return known;
    const found = this.#processes.get(info.name) ?? this.#begin(info.name, info.group);
    this.#known.set(info, found);
    return found;
  }

  #begin(name: string, group: string): Process {
    if (this.#processes.size >= this.#most.processes) {
      const other = this.#processes.get(OTHER);
      if (other !== undefined) return other;
      return this.#add(OTHER, OTHER);
    }
    return this.#add(name, group);
  }

  #add(name: string, wanted: string): Process {
    const group = this.#groups.has(wanted) || this.#groups.size < this.#most.groups ? wanted : OTHER;
    const ofGroup = this.#groups.get(group) ?? { series: new Series(), processes: 0 };
    this.#groups.set(group, ofGroup);
    ofGroup.processes++;
    const made: Process = { name, group, series: new Series(), ofGroup, callees: new Map() };
    this.#processes.set(name, made);
    return made;
  }

  #edge(caller: Process, called: Process): Slices | undefined {
    const known = caller.callees.get(called);
    if (known !== undefined) return known;
    if (this.#edges >= this.#most.edges) {
      this.edgesLeftOut++;
      return undefined;
    }
    this.#edges++;
    const made = new Slices();
    caller.callees.set(called, made);
    return made;
  }
}
