/** One field that cannot be taken: its column and text as the file has them, and why. */
export class FieldProblem extends Error {
  readonly column: string;
  readonly value: string;

  constructor(column: string, value: string, reason: string) {
    super(reason);
    this.name = 'FieldProblem';
    this.column = column;
    this.value = value;
  }
}

/** A header as names are compared: `B/S` is `bs`, `Date (UTC)` is `dateutc`, `buySell` is `buysell`. */
export const plainName = (header: string): string => header.toLowerCase().replace(/[^a-z0-9]+/g, '');

/** The header of a file: where each column stands and how it is written. */
export class Header {
  readonly names: readonly string[];
  readonly #at: ReadonlyMap<string, number>;

  constructor(names: readonly string[]) {
    this.names = names;
    this.#at = new Map(names.map((name, index): [string, number] => [plainName(name), index]).reverse());
  }

  has(name: string): boolean {
    return this.#at.has(name);
  }

  /** Where the first of the alternatives stands that there is. */
  find(alternatives: readonly string[]): number | undefined {
    const name = alternatives.find((candidate) => this.#at.has(candidate));
    return name === undefined ? undefined : this.#at.get(name);
  }
}

/** One row, its fields asked for by plain names; of several alternatives the first column that there is counts. */
export class Row {
  /** As an editor counts, the header being row 1. */
  readonly number: number;
  readonly #header: Header;
  readonly #fields: readonly string[];

  constructor(number: number, header: Header, fields: readonly string[]) {
    this.number = number;
    this.#header = header;
    this.#fields = fields;
  }

  has(...alternatives: readonly string[]): boolean {
    return this.#header.find(alternatives) !== undefined;
  }

  /** Empty where there is no such column. */
  text(...alternatives: readonly string[]): string {
    const at = this.#header.find(alternatives);
    return at === undefined ? '' : (this.#fields[at] ?? '').trim();
  }

  /** Throws a `FieldProblem` where the field is empty or its column missing. */
  needed(...alternatives: readonly string[]): string {
    const text = this.text(...alternatives);
    if (text === '') throw this.problem(alternatives, 'is empty');
    return text;
  }

  problem(alternatives: readonly string[], reason: string): FieldProblem {
    const at = this.#header.find(alternatives);
    const column = at === undefined ? alternatives[0]! : this.#header.names[at]!.trim();
    return new FieldProblem(column, this.text(...alternatives), reason);
  }

  /** What `read` makes of a field that must be there; an error of it is told with the column and the value. */
  read<T>(alternatives: readonly string[], read: (text: string) => T): T {
    const text = this.needed(...alternatives);
    try {
      return read(text);
    } catch (error) {
      if (error instanceof FieldProblem || !(error instanceof Error)) throw error;
      throw this.problem(alternatives, error.message);
    }
  }
}
