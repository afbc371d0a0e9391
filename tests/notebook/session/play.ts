import type { CellError } from '../../../cells/kind.ts';
import type { Action, Operation } from '../../../notebook/session/operation.ts';
import { reduce } from '../../../notebook/session/reduce.ts';
import {
  type CellSpec,
  type CellState,
  emptySession,
  type Policy,
  type SessionState,
} from '../../../notebook/session/state.ts';

export type Happening = Operation extends infer O ? (O extends Operation ? Omit<O, 'at'> : never) : never;

export interface Written {
  readonly reads?: readonly string[];
  readonly gives?: string | readonly string[];
  readonly mentions?: readonly string[];
  readonly text?: string;
  readonly policy?: Policy;
  readonly pace?: number;
  readonly inputs?: readonly string[];
  readonly unknown?: string;
  readonly fault?: CellError;
}

const sourceNames = ['s', 't'];

export const specOf = (id: string, written: Written): CellSpec => ({
  id,
  name: id,
  kind: 'probe',
  digest: JSON.stringify([written.text, written.reads, written.mentions, written.gives, written.unknown]),
  inputs: written.inputs ?? [],
  policy: written.policy ?? 'auto',
  pace: written.pace ?? 1_000,
  gives: written.gives ?? id,
  fault: written.fault ?? null,
});

export const refsOf = (id: string, written: Written) => ({
  reads: written.reads ?? [],
  gives: written.gives ?? id,
  sources: (written.reads ?? []).filter((name) => sourceNames.includes(name)),
  ...(written.unknown === undefined ? {} : { unknown: written.unknown }),
  ...(written.mentions === undefined ? {} : { mentions: written.mentions }),
});

/** A session played by hand: analyses are answered at once, runs only when the test says so. Sources are `s` and `t`. */
export class Play {
  state: SessionState = emptySession;
  at = 0;
  notebook: Record<string, Written> = {};
  #actions: string[] = [];

  constructor(notebook: Record<string, Written>) {
    this.write(notebook);
    this.took();
  }

  /** Text of what was to be done since the last call: `start a 1`, `interrupt a 1`, `show a 1`, `publish a b`, `wake 1000`. */
  took(): string[] {
    return this.#actions.splice(0);
  }

  /** As `took`, starts and interruptions only. */
  ran(): string[] {
    return this.took().filter((action) => /^(start|interrupt|show)/.test(action));
  }

  do(happening: Happening): void {
    const { state, actions } = reduce(this.state, { ...happening, at: this.at } as Operation);
    this.state = state;
    this.#actions.push(...actions.map(nameOf));
    for (const action of actions) if (action.type === 'analyse') this.#answer(action.cell, action.number);
  }

  write(notebook: Record<string, Written>): void {
    this.notebook = notebook;
    this.do({ type: 'arranged', cells: Object.entries(notebook).map(([id, written]) => specOf(id, written)) });
  }

  edit(id: string, written: Written): void {
    this.write({ ...this.notebook, [id]: written });
  }

  watch(...cells: string[]): void {
    this.do({ type: 'watched', cells });
  }

  unwatch(...cells: string[]): void {
    this.do({ type: 'unwatched', cells });
  }

  touch(version: number, name = 's'): void {
    this.do({ type: 'touched', versions: [[name, version]] });
  }

  lose(...cells: string[]): void {
    this.do({ type: 'lost', cells });
  }

  wait(milliseconds: number): void {
    this.at += milliseconds;
    this.do({ type: 'due' });
  }

  frame(id: string, hash: string, run = this.cell(id).run?.number ?? 0): void {
    this.do({ type: 'framed', cell: id, run, hash });
  }

  finish(id: string, run = this.cell(id).run?.number ?? 0): void {
    this.do({ type: 'finished', cell: id, run });
  }

  /** One value and the end. */
  answer(id: string, hash: string): void {
    this.frame(id, hash);
    this.finish(id);
  }

  fail(id: string, message = 'no'): void {
    this.do({ type: 'failed', cell: id, run: this.cell(id).run?.number ?? 0, error: { code: 'query', message } });
  }

  cell(id: string): CellState {
    return this.state.cells.get(id)!;
  }

  /** `current idle`, `failed idle upstream`, `stale idle +2`. */
  face(id: string): string {
    const { validity, activity, error, pending } = this.cell(id).face;
    return [validity, activity, error?.code, pending > 0 ? `+${pending}` : undefined].filter(Boolean).join(' ');
  }

  faces(): Record<string, string> {
    return Object.fromEntries([...this.state.cells.keys()].map((id) => [id, this.face(id)]));
  }

  #answer(cell: string, number: number): void {
    this.do({ type: 'analysed', cell, number, refs: refsOf(cell, this.notebook[cell]!) });
  }
}

function nameOf(action: Action): string {
  switch (action.type) {
    case 'publish':
      return `publish ${action.cells.join(' ')}`;
    case 'wake':
      return `wake ${action.at}`;
    case 'start':
      return `start ${action.cell} ${action.run}${action.give ? ' give' : ''}`;
    case 'analyse':
      return `analyse ${action.cell}`;
    case 'forget':
      return `forget ${action.cell}`;
    default:
      return `${action.type} ${action.cell} ${action.run}`;
  }
}
