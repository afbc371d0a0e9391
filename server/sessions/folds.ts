import { z } from 'zod';
import { headingsOf, proseKind, readOptions, sectionOf } from '../../notebook/format/index.ts';
import type { CellText } from './cell-text.ts';

const stored = z.record(z.string(), z.boolean());

/**
 * What a person has folded on the pages of a notebook. It is kept with the values of inputs and not in the file: looking at less is no
 * edit. The file says what is collapsed at first (`collapsed=true`).
 */
export class Folds {
  #set: ReadonlyMap<string, boolean>;
  readonly #keep: (text: string) => Promise<void>;

  constructor(text: string | undefined, keep: (text: string) => Promise<void>) {
    this.#set = new Map(Object.entries(readStored(text)));
    this.#keep = keep;
  }

  /** A box without its inside, or a note whose section is away. */
  folded(cell: CellText): boolean {
    return isFoldable(cell) && (this.#set.get(nameOf(cell)) ?? readOptions(cell.block.options).collapsed);
  }

  /** The cells that are not on the page, each with the note that they are folded under. */
  under(cells: readonly CellText[]): ReadonlyMap<string, string> {
    const blocks = cells.map(({ block }) => block);
    const hidden = new Map<string, string>();
    for (const cell of cells) {
      if (!isSection(cell) || hidden.has(cell.block.id) || !this.folded(cell)) continue;
      for (const { id } of sectionOf(blocks, cell.block.id)) hidden.set(id, cell.block.id);
    }
    return hidden;
  }

  /** What a page shows whole: the only cells that it looks at. */
  shown(cells: readonly CellText[]): readonly CellText[] {
    const under = this.under(cells);
    return cells.filter((cell) => !under.has(cell.block.id) && !(isBox(cell) && this.folded(cell)));
  }

  /** Folds or opens the cells of these ids; `all` folds every box, and opens sections too. Refuses a cell that has nothing to fold. */
  async set(cells: readonly CellText[], ids: 'all' | readonly string[], folded: boolean): Promise<void> {
    const chosen = ids === 'all' ? cells.filter(folded ? isBox : isFoldable) : ids.map((id) => foldable(cells, id));
    const set = new Map(this.#set);
    for (const cell of chosen) set.set(nameOf(cell), folded);
    await this.#keep(JSON.stringify(Object.fromEntries(set)));
    this.#set = set;
  }
}

const isSection = ({ block }: CellText): boolean => block.kind === proseKind && headingsOf(block).length > 0;

const isBox = ({ kind }: CellText): boolean => (kind?.layout.frame ?? 'box') === 'box';

const isFoldable = (cell: CellText): boolean => isBox(cell) || isSection(cell);

function foldable(cells: readonly CellText[], id: string): CellText {
  const cell = cells.find(({ block }) => block.id === id);
  if (cell && isFoldable(cell)) return cell;
  throw new Error(
    `${id} has nothing to fold: a cell with a frame can be, and a note with a heading folds its section.`,
  );
}

/** Prose is known by its heading, since its number is only its place. */
const nameOf = ({ block }: CellText): string => (block.header ? block.id : `# ${headingsOf(block).at(-1)?.text ?? ''}`);

function readStored(text: string | undefined): Record<string, boolean> {
  if (text === undefined) return {};
  try {
    return stored.parse(JSON.parse(text));
  } catch {
    // written by another version: everything stands as the file says
    return {};
  }
}
