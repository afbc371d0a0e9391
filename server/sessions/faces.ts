import { hiddenSources } from '../../notebook/dataflow/graph.ts';
import type { Action } from '../../notebook/session/operation.ts';
import type { SessionState } from '../../notebook/session/state.ts';
import type { CellFrame } from '../../views/wire.ts';
import type { CellText } from './cell-text.ts';
import type { Folds } from './folds.ts';
import type { PlacedCell } from './port.ts';
import { cellFrame, cellSnapshot, type Showing } from './snapshot.ts';
import type { Sources } from './sources.ts';
import type { Workshop } from './workshop.ts';

export interface FacesDependencies {
  readonly notebook: string;
  readonly workshop: Workshop;
  readonly sources: Sources;
  readonly folds: Folds;
  texts(): ReadonlyMap<string, CellText>;
  state(): SessionState;
}

/** The cells of a session as they are shown. */
export class Faces {
  readonly #of: FacesDependencies;

  constructor(dependencies: FacesDependencies) {
    this.#of = dependencies;
  }

  /** Every cell in the order of the notebook. */
  snapshots(): PlacedCell[] {
    const { folds } = this.#of;
    const texts = [...this.#of.texts().values()];
    const hidden = this.#hidden();
    const under = folds.under(texts);
    return texts.map((text) => ({
      ...cellSnapshot(this.#showing(text, hidden)),
      folded: folds.folded(text),
      under: under.get(text.spec.id) ?? null,
    }));
  }

  /** What these actions change of what is shown: cells with a new value first, then those with another face only. */
  frames(actions: readonly Action[]): CellFrame[] {
    const values = new Set(actions.flatMap((action) => (action.type === 'show' ? [action.cell] : [])));
    const faces = actions.flatMap((action) => (action.type === 'publish' ? action.cells : []));
    const cells = new Set([...values, ...faces]);
    if (cells.size === 0) return [];
    const hidden = this.#hidden();
    const texts = [...cells].flatMap((cell) => this.#of.texts().get(cell) ?? []);
    return texts.map((text) => cellFrame(this.#of.notebook, this.#showing(text, hidden), values.has(text.spec.id)));
  }

  #showing(text: CellText, hidden: ReadonlyMap<string, string>): Showing {
    const { workshop } = this.#of;
    const { id } = text.spec;
    return {
      text,
      state: this.#of.state().cells.get(id)!,
      props: workshop.propsOf(id),
      shown: workshop.shown(id),
      hides: hidden.get(id),
    };
  }

  #hidden(): ReadonlyMap<string, string> {
    return hiddenSources(this.#of.state().graph, this.#of.sources.names());
  }
}
