import { type AnyKind, CellFailure } from '../../cells/kind.ts';
import { toMilliseconds } from '../../core/model/time.ts';
import type { Action, AnalysisOperation, RunOperation } from '../../notebook/session/operation.ts';
import type { SessionState } from '../../notebook/session/state.ts';
import { EngineStopped } from '../analytics/client.ts';
import { tracer } from '../trace/tracer.ts';
import { analyseCell } from './analysis.ts';
import type { CellText } from './cell-text.ts';
import { createContext } from './context.ts';
import type { SessionDependencies } from './dependencies.ts';
import { hashOf } from './hash.ts';
import type { Inputs } from './inputs.ts';
import { type RunReport, runCell } from './run.ts';
import type { Shown } from './shown.ts';
import type { Sources } from './sources.ts';

type Work = Exclude<Action, { type: 'publish' | 'wake' }>;

/** What becomes of the work on a cell. */
export type Report = RunOperation | Exclude<AnalysisOperation, { readonly type: 'sources_changed' }>;

interface WorkshopDependencies extends SessionDependencies {
  readonly notebook: string;
  readonly sources: Sources;
  readonly inputs: Inputs;
  readonly cellNamed: (name: string) => CellText | undefined;
  /** `frame` comes with `framed`; it is handed back with `show` if it is the cell's value now. */
  readonly report: (report: Report, frame?: Shown) => void;
}

interface Current {
  readonly number: number;
  readonly controller: AbortController;
  /** How long its first value took; absent until it has come. */
  milliseconds?: number;
}

/** Where cells are analysed and run, and their values and relations kept. */
export class Workshop {
  texts: ReadonlyMap<string, CellText> = new Map();
  readonly #dependencies: WorkshopDependencies;
  readonly #props = new Map<string, unknown>();
  readonly #shown = new Map<string, Shown>();
  readonly #analyses = new Map<string, number>();
  readonly #runs = new Map<string, Current>();
  readonly #relations = new Map<string, string>();
  /** Cells that worked when the engine ended, with how often in a row. */
  readonly #unanswered = new Map<string, number>();

  constructor(dependencies: WorkshopDependencies) {
    this.#dependencies = dependencies;
  }

  propsOf(cell: string): unknown {
    return this.#props.get(cell);
  }

  shown(cell: string): Shown | undefined {
    return this.#shown.get(cell);
  }

  carryOut(action: Work, state: SessionState, frame: Shown | undefined): void {
    switch (action.type) {
      case 'analyse':
        void this.#analyse(action.cell, action.number);
        return;
      case 'start':
        this.#start(action.cell, action.run, action.give, state);
        return;
      case 'interrupt':
        this.#end(action.cell, action.run)?.controller.abort();
        return;
      case 'show':
        if (frame) this.#shown.set(action.cell, frame);
        return;
      case 'forget':
        this.#forget(action.cell);
        return;
    }
  }

  /** The engine runs again after it ended: what it held is gone, and those it left without an answer may ask once more. */
  lost(): readonly string[] {
    const again = [...this.#unanswered].filter(([, times]) => times === 1).map(([id]) => id);
    const begun = [...this.#runs].filter(([, { milliseconds }]) => milliseconds === undefined).map(([id]) => id);
    const cells = new Set([...this.#relations.keys(), ...again, ...begun]);
    this.#relations.clear();
    return [...cells];
  }

  async close(): Promise<void> {
    for (const { controller } of this.#runs.values()) controller.abort();
    this.#runs.clear();
    await this.#dependencies.analytics.forget(this.#dependencies.notebook);
  }

  async #analyse(id: string, number: number): Promise<void> {
    const { report } = this.#dependencies;
    const cell = this.texts.get(id);
    if (!cell) return;
    this.#analyses.set(id, number);
    const overtaken = () => this.#analyses.get(id) !== number;
    try {
      const { props, refs } = await analyseCell(cell, this.#dependencies);
      if (overtaken()) return;
      if (props === undefined) this.#props.delete(id);
      else this.#props.set(id, props);
      report({ type: 'analysed', cell: id, number, refs });
    } catch (error) {
      if (overtaken()) return;
      this.#props.delete(id);
      this.#noteStop(id, error);
      if (error instanceof CellFailure) report({ type: 'analysis_failed', cell: id, number, error: error.error });
      else {
        this.#log(id, error);
        const message = error instanceof Error ? error.message : String(error);
        report({ type: 'analysis_failed', cell: id, number, error: { code: 'internal', message } });
      }
    }
  }

  #start(id: string, number: number, give: boolean, state: SessionState): void {
    const { report, inputs, notebook, desk } = this.#dependencies;
    const cell = this.texts.get(id);
    if (!cell) return;
    const controller = new AbortController();
    const current: Current = { number, controller };
    this.#runs.set(id, current);
    const props = this.#props.get(id);
    const began = performance.now();
    const context = createContext(
      {
        notebook,
        cell,
        give,
        signal: controller.signal,
        inputs: inputs.all(),
        setting: inputs.settingOf(cell),
        reads: state.cells.get(id)?.refs?.reads ?? [],
        relations: () => [...this.#relations.values()],
        valueOf: (name) => this.#shown.get(this.#dependencies.cellNamed(name)?.spec.id ?? name)?.value,
        onRelation: () => this.#relations.set(id, cell.spec.name),
      },
      this.#dependencies,
    );
    const runReport: RunReport = {
      framed: (value) => {
        current.milliseconds ??= performance.now() - began;
        const { milliseconds } = current;
        const at = toMilliseconds(desk.clock.now());
        const hash = hashOf(cell.kind?.input ? cell.kind.input.given(value) : value);
        const frame = { value, props, caption: captionOf(cell.kind, value), at, milliseconds };
        report({ type: 'framed', cell: id, run: number, hash }, frame);
      },
      finished: () => {
        this.#end(id, number);
        this.#unanswered.delete(id);
        report({ type: 'finished', cell: id, run: number });
      },
      failed: (error, cause) => {
        this.#end(id, number);
        this.#noteStop(id, cause);
        if (error.code === 'internal') this.#log(id, cause);
        report({ type: 'failed', cell: id, run: number, error });
      },
    };
    // Whatever woke the cell, its run is a trace of its own: a live one goes on long after.
    void tracer.within(undefined, () => runCell(cell, props, context, runReport, `cell ${notebook}/${id}`));
  }

  #noteStop(id: string, cause: unknown): void {
    if (cause instanceof EngineStopped) this.#unanswered.set(id, (this.#unanswered.get(id) ?? 0) + 1);
  }

  #end(id: string, number: number): Current | undefined {
    const current = this.#runs.get(id);
    if (current?.number !== number) return undefined;
    this.#runs.delete(id);
    return current;
  }

  #forget(id: string): void {
    this.#analyses.delete(id);
    this.#props.delete(id);
    this.#shown.delete(id);
    const relation = this.#relations.get(id);
    if (relation === undefined) return;
    this.#relations.delete(id);
    this.#dependencies.analytics
      .forget(this.#dependencies.notebook, relation)
      .catch((error: unknown) => this.#log(id, error));
  }

  #log(cell: string, error: unknown): void {
    this.#dependencies.log.error({ err: error, notebook: this.#dependencies.notebook, cell }, 'a cell failed');
  }
}

const captionOf = (kind: AnyKind | undefined, value: unknown): string => kind?.caption?.(value) ?? '';
