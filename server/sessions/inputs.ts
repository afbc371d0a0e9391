import { substitute } from '../../cells/body.ts';
import { CellFailure, type ParamValue } from '../../cells/kind.ts';
import type { CellText } from './cell-text.ts';
import type { SessionDependencies } from './dependencies.ts';

type InputDependencies = Pick<SessionDependencies, 'desk' | 'journal'>;

/** The values of a notebook's inputs: what a person set, kept in the journal as typed, or else what the cell says is standard. */
export class Inputs {
  readonly #notebook: string;
  readonly #dependencies: InputDependencies;
  readonly #cellNamed: (name: string) => CellText | undefined;
  readonly #typed: Map<string, string>;
  readonly #values = new Map<string, { digest: string; value: ParamValue }>();

  constructor(notebook: string, dependencies: InputDependencies, cellNamed: (name: string) => CellText | undefined) {
    this.#notebook = notebook;
    this.#dependencies = dependencies;
    this.#cellNamed = cellNamed;
    this.#typed = new Map(dependencies.journal.sessionValues(notebook));
  }

  /** The value of an input; undefined where no cell of that name is an input that can be understood. */
  valueOf(name: string, asking: readonly string[] = []): ParamValue | undefined {
    const cell = this.#cellNamed(name);
    if (!cell?.kind?.input || cell.spec.fault || asking.includes(name)) return undefined;
    // What nobody set may go with the trade date.
    const digest = `${this.#dependencies.desk.tradeDate()} ${cell.spec.digest}`;
    const known = this.#values.get(name);
    if (known?.digest === digest) return known.value;
    const props = this.#propsOf(cell, [...asking, name]);
    if (props === undefined) return undefined;
    const value = this.#typedValue(cell, props) ?? this.#initial(cell, props);
    if (value) this.#values.set(name, { digest, value });
    return value;
  }

  all(names: Iterable<string>, asking: readonly string[] = []): Map<string, ParamValue> {
    const values = new Map<string, ParamValue>();
    for (const name of names) {
      const value = this.valueOf(name, asking);
      if (value) values.set(name, value);
    }
    return values;
  }

  /** Takes text as typed; resolves with the cell to wake, or with nothing when the value is the one it has. Rejects with a sentence. */
  async set(name: string, text: string): Promise<string | undefined> {
    const cell = this.#cellNamed(name);
    if (!cell?.kind?.input) throw new Error(`This notebook has no input called ${name}.`);
    const props = this.#propsOf(cell, [name]);
    if (props === undefined)
      throw new Error(`The input ${name} has an error in its body. Mend it, then set its value.`);
    const value = cell.kind.input.parse(props, text);
    const before = this.valueOf(name);
    await this.#dependencies.journal.setSessionValue(this.#notebook, name, text);
    this.#typed.set(name, text);
    this.#values.delete(name);
    return before?.type === value.type && before.value === value.value ? undefined : cell.spec.id;
  }

  #propsOf(cell: CellText, asking: readonly string[]): unknown {
    try {
      const raw = substitute(cell.raw, this.all(cell.spec.inputs, asking));
      const read = cell.kind?.props.safeParse(raw);
      return read?.success ? read.data : undefined;
    } catch (error) {
      if (error instanceof CellFailure) return undefined;
      throw error;
    }
  }

  #typedValue(cell: CellText, props: unknown): ParamValue | undefined {
    const typed = this.#typed.get(cell.spec.name);
    if (typed === undefined) return undefined;
    try {
      return cell.kind?.input?.parse(props, typed);
    } catch {
      return undefined;
    }
  }

  #initial(cell: CellText, props: unknown): ParamValue | undefined {
    const { desk } = this.#dependencies;
    const instruments = desk.instruments().map(({ id }) => id);
    return cell.kind?.input?.initial(props, { tradeDate: desk.tradeDate(), instruments });
  }
}
