import { substitute } from '../../cells/body.ts';
import { CellFailure, type InputContext, type ParamValue, type Setting } from '../../cells/kind.ts';
import type { CellText } from './cell-text.ts';
import type { SessionDependencies } from './dependencies.ts';
import type { TakenAddress } from './port.ts';

export interface InputDependencies extends Pick<SessionDependencies, 'desk' | 'calendar'> {
  readonly journal: Pick<SessionDependencies['journal'], 'sessionValues' | 'setSessionValue'>;
}

/** What an input is set to, and the text of what it would be if nobody had set it. */
export type Known = Setting & { readonly standard: string };

/** The values of a notebook's inputs: what a person set, kept in the journal as text, or else what the cell says is standard. */
export class Inputs {
  readonly #notebook: string;
  readonly #dependencies: InputDependencies;
  readonly #texts: () => Iterable<CellText>;
  readonly #typed: Map<string, string>;
  readonly #known = new Map<string, { digest: string; setting: Known }>();

  constructor(notebook: string, dependencies: InputDependencies, texts: () => Iterable<CellText>) {
    this.#notebook = notebook;
    this.#dependencies = dependencies;
    this.#texts = texts;
    this.#typed = new Map(dependencies.journal.sessionValues(notebook));
  }

  /** Whether a cell of the notebook gives a value of this name, understood or not. */
  has(name: string): boolean {
    return this.#giverOf(name) !== undefined;
  }

  /** A value by its name without `$`; undefined where no cell that can be understood gives it. */
  valueOf(name: string, asking: readonly string[] = []): ParamValue | undefined {
    const giver = this.#giverOf(name);
    return giver && this.settingOf(giver.cell, asking)?.values[giver.index];
  }

  /** The values of some names. */
  some(names: Iterable<string>, asking: readonly string[] = []): Map<string, ParamValue> {
    const values = new Map<string, ParamValue>();
    for (const name of names) {
      const value = this.valueOf(name, asking);
      if (value) values.set(name, value);
    }
    return values;
  }

  /** Every value of the notebook. */
  all(): Map<string, ParamValue> {
    const values = new Map<string, ParamValue>();
    for (const cell of this.#texts()) {
      const setting = this.settingOf(cell);
      namesOf(cell).forEach((name, index) => {
        const value = setting?.values[index];
        if (value) values.set(name, value);
      });
    }
    return values;
  }

  settingOf(cell: CellText, asking: readonly string[] = []): Known | undefined {
    const { name } = cell.spec;
    if (!cell.kind?.input || cell.spec.fault || asking.includes(name)) return undefined;
    const taken = this.some(cell.spec.inputs, [...asking, name]);
    // What nobody set, or set to a period, may go with the trade date; an account with those that the venue tells.
    const { desk } = this.#dependencies;
    const digest = JSON.stringify([desk.tradeDate(), desk.accounts?.(), cell.spec.digest, [...taken]]);
    const known = this.#known.get(name);
    if (known?.digest === digest) return known.setting;
    const props = this.#propsOf(cell, [...asking, name]);
    if (props === undefined) return undefined;
    const context = this.#context();
    const initial = cell.kind.input.initial(props, context);
    const setting = { ...(this.#recalled(cell, props, context) ?? initial), standard: initial.text };
    this.#known.set(name, { digest, setting });
    return setting;
  }

  /** Takes text as typed; resolves with the cell to wake, or with nothing when the setting is the one it has. Rejects with a sentence. */
  async set(name: string, text: string): Promise<string | undefined> {
    const cell = this.#inputNamed(name);
    if (!cell?.kind?.input) throw new Error(this.#noInput(name));
    const props = this.#propsOf(cell, [name]);
    if (props === undefined)
      throw new Error(`The input ${name} has an error in its body. Mend it, then set its value.`);
    const before = this.settingOf(cell);
    const present = before && { present: before.text };
    const setting = cell.kind.input.parse(props, text, { ...this.#context(), ...present });
    await this.#dependencies.journal.setSessionValue(this.#notebook, name, setting.text);
    this.#typed.set(name, setting.text);
    this.#known.delete(name);
    return before?.text === setting.text ? undefined : cell.spec.id;
  }

  /** See `Session.takeAddress`; `woken` is called with each cell that has another value. */
  async take(
    said: ReadonlyMap<string, string>,
    inputs: readonly string[],
    woken: (cell: string) => void,
  ): Promise<TakenAddress> {
    const refused: { input: string; message: string }[] = [];
    let changed = false;
    if (!inputs.some((name) => said.has(name))) return { changed, refused };
    for (const name of inputs) {
      const cell = this.#inputNamed(name);
      const text = said.get(name) ?? (cell && this.settingOf(cell)?.standard);
      if (text === undefined) continue;
      try {
        const wakes = await this.set(name, text);
        changed ||= wakes !== undefined;
        if (wakes !== undefined) woken(wakes);
      } catch (error) {
        refused.push({ input: name, message: error instanceof Error ? error.message : String(error) });
      }
    }
    return { changed, refused };
  }

  #inputNamed(name: string): CellText | undefined {
    return [...this.#texts()].find(({ spec }) => spec.name === name);
  }

  #giverOf(name: string): { cell: CellText; index: number } | undefined {
    for (const cell of this.#texts()) {
      const index = namesOf(cell).indexOf(name);
      if (index >= 0) return { cell, index };
    }
    return undefined;
  }

  #noInput(name: string): string {
    const giver = this.#giverOf(name)?.cell.spec.name;
    const none = `This notebook has no input called ${name}.`;
    return giver === undefined ? none : `${none} $${name} comes from ${giver}: set that.`;
  }

  #context(): InputContext {
    const { desk, calendar } = this.#dependencies;
    const accounts = desk.accounts?.();
    return {
      tradeDate: desk.tradeDate(),
      calendar,
      instruments: desk.instruments().map(({ id }) => id),
      ...(accounts === undefined || accounts.length === 0 ? {} : { accounts }),
    };
  }

  #propsOf(cell: CellText, asking: readonly string[]): unknown {
    try {
      const raw = substitute(cell.raw, this.some(cell.spec.inputs, asking));
      const read = cell.kind?.props.safeParse(raw);
      return read?.success ? read.data : undefined;
    } catch (error) {
      if (error instanceof CellFailure) return undefined;
      throw error;
    }
  }

  #recalled(cell: CellText, props: unknown, context: InputContext): Setting | undefined {
    const typed = this.#typed.get(cell.spec.name);
    if (typed === undefined) return undefined;
    try {
      return cell.kind?.input?.parse(props, typed, { ...context, present: typed });
    } catch {
      return undefined;
    }
  }
}

const namesOf = ({ kind, raw, spec }: CellText): readonly string[] => kind?.input?.names(raw, spec.name) ?? [];
