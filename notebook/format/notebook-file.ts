/*
 * A notebook is text first: the parts below cover every byte of it once, in order, and `print` puts them together again.
 * What is read from a block (kind, options, body) is derived from its source and never stored beside it; an edit replaces the
 * bytes of its own block and reads the text anew.
 */

/** The kind that prose is: the one without a fence. */
export const proseKind = 'note';

/** The words of a fence after kind and id: `every=1s`, or anything else a person wrote, kept as it stands. */
export interface HeaderWord {
  readonly text: string;
  readonly key?: string;
  readonly value?: string;
}

/** The opening line of a cell. `fence` is its run of backticks. */
export interface Header {
  readonly fence: string;
  readonly kind: string;
  readonly name: string;
  readonly words: readonly HeaderWord[];
}

export interface Block {
  /**
   * The block's address, unique in the file. A cell's own name where that is good; a second `chart` is `chart-2`, a bad name
   * gets a hyphenated address too (no name holds a hyphen). Prose is `note_1`, `note_2`, … in order on opening and keeps its
   * number through the edits of a session.
   */
  readonly id: string;
  /** The name as written, which is what the cell gives; equal to `id` unless a problem says otherwise. */
  readonly name: string;
  /** `proseKind` for prose. */
  readonly kind: string;
  /** The opening line of a fenced cell; absent for prose. */
  readonly header?: Header;
  /** Options by key, first of a repeated one; known and unknown alike. */
  readonly options: Readonly<Record<string, string>>;
  /** As typed, without the fence lines and the last line end; line ends are `\n` here whatever the file has. */
  readonly body: string;
  /** 1-based line of the file on which the block begins. */
  readonly line: number;
  /** 1-based line of the file on which the body begins. */
  readonly bodyLine: number;
  /** Every byte of the block. */
  readonly source: string;
  /** The blank lines behind it. */
  readonly gap: string;
  /** The fence that the block leaves open at the end of the file. */
  readonly open?: string;
}

export type ProblemCode =
  | 'bad_id'
  | 'duplicate_id'
  | 'bad_option'
  | 'unknown_option'
  | 'unclosed_fence'
  | 'bad_front_matter';

/** What is wrong with the text, as data. `bad_id` and `duplicate_id` keep a cell from running, the others do not. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  /** 1-based. */
  readonly line: number;
  /** `id` of the block concerned. */
  readonly cell?: string;
}

export interface FrontMatter {
  /** Every byte, both `---` lines included; empty where there is none. */
  readonly source: string;
  /** Top-level `key: text` lines. Whatever else YAML allows is kept in `source` and not read. */
  readonly values: Readonly<Record<string, string>>;
}

export interface NotebookFile {
  readonly front: FrontMatter;
  /** Blank lines between the front matter and the first block. */
  readonly lead: string;
  readonly blocks: readonly Block[];
  readonly problems: readonly Problem[];
  /** `title` of the front matter, else the first heading, else empty. */
  readonly title: string;
  /** The line end that the file uses, for lines that an edit adds. */
  readonly lineEnd: '\n' | '\r\n';
}
