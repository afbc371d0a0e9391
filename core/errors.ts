/** Text that cannot be read: what was wrong, in which text and where (UTF-16 offset). */
export class MalformedText extends Error {
  readonly text: string;
  readonly offset: number;

  constructor(what: string, text: string, offset: number) {
    super(`${what} at character ${offset + 1} of "${text}"`);
    this.name = 'MalformedText';
    this.text = text;
    this.offset = offset;
  }
}

/** A number outside of what its unit can hold exactly, or a value its type does not allow. */
export class OutOfRange extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'OutOfRange';
  }
}

/** A name that nothing has, with the names nearest to it. */
export class UnknownName extends Error {
  readonly given: string;
  readonly suggestions: readonly string[];

  constructor(message: string, given: string, suggestions: readonly string[]) {
    super(message);
    this.name = 'UnknownName';
    this.given = given;
    this.suggestions = suggestions;
  }
}
