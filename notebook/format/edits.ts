import { assemble, type Piece, pieceOf } from './assemble.ts';
import { fenceFor, leftOpen } from './fence.ts';
import { setFrontValue } from './front-matter.ts';
import { optionWord, printHeader } from './header.ts';
import { goodName } from './identify.ts';
import { denormalize, incoming, splitLines, withLineEnd } from './lines.ts';
import { type Block, type Header, type HeaderWord, type NotebookFile, proseKind } from './notebook-file.ts';
import { headerOptions, isStandard, optionProblem } from './options.ts';
import { parse } from './parse.ts';

/*
 * Edits are functions from a file to a file. Each replaces the bytes of one block, so what nobody touched stays as it was typed,
 * and reads the text anew. An edit that cannot be made throws `EditRefused`.
 */

/** Why an edit cannot be made and what to do instead, as a sentence for the person. */
export class EditRefused extends Error {}

/** Replaces the body of a cell or a note. A note without text is no note: it goes. */
export function setBody(file: NotebookFile, id: string, body: string): NotebookFile {
  const { block, index } = find(file, id);
  const text = incoming(body);
  if (text === block.body) return file;
  if (!block.header && text.trim() === '') return deleteCell(file, id);
  const piece = block.header ? cellPiece(block.header, text, file.lineEnd) : prosePiece(text, file.lineEnd);
  return replace(file, index, { ...piece, gap: block.gap });
}

/** Sets an option of a cell's header, or takes it out (`null`, or the value it has anyway). */
export function setOption(file: NotebookFile, id: string, name: string, value: string | null): NotebookFile {
  const { block, index } = find(file, id);
  if (!block.header)
    throw new EditRefused('Prose has no options. Write it as a note cell with a name to give it some.');
  if (value !== null) checkOption(name, value);
  const words = setWord(block.header.words, name, value);
  if (printHeader({ ...block.header, words }) === printHeader(block.header)) return file;
  const [first = '', ...rest] = splitLines(block.source);
  const end = /\r?\n$/.exec(first)?.[0] ?? '';
  return replace(file, index, {
    ...pieceOf(block),
    source: printHeader({ ...block.header, words }) + end + rest.join(''),
  });
}

/** Adds a cell behind another (`null`: at the top). Without an id it is named after its kind. Gives the address of the new block. */
export function insertCell(
  file: NotebookFile,
  cell: {
    kind: string;
    id?: string | undefined;
    body: string;
    after: string | null;
    options?: Readonly<Record<string, string>>;
  },
): { file: NotebookFile; id: string } {
  const at = cell.after === null ? 0 : find(file, cell.after).index + 1;
  const prose = cell.kind === proseKind && cell.id === undefined;
  if (prose && cell.body.trim() === '') throw new EditRefused('A note needs some text.');
  const piece = prose ? prosePiece(incoming(cell.body), file.lineEnd) : newCell(file, cell);
  const pieces = file.blocks.map(pieceOf);
  const before = pieces[at - 1];
  if (before && before.gap === '') pieces[at - 1] = { ...before, gap: file.lineEnd };
  pieces.splice(at, 0, { ...piece, gap: at < pieces.length ? file.lineEnd : '' });
  const edited = parse(assemble(file, pieces), file);
  return { file: edited, id: edited.blocks[at]!.id };
}

/** Moves a block over its neighbor, down (`1`) or up (`-1`); at the end of the file it stays. */
export function moveCell(file: NotebookFile, id: string, by: -1 | 1): NotebookFile {
  const { index } = find(file, id);
  const first = by === 1 ? index : index - 1;
  const [above, below] = [file.blocks[first], file.blocks[first + 1]];
  if (!above || !below) return file;
  const pieces = file.blocks.map(pieceOf);
  pieces.splice(first, 2, { ...pieceOf(below), gap: above.gap || file.lineEnd }, { ...pieceOf(above), gap: below.gap });
  return parse(assemble(file, pieces), file);
}

export function deleteCell(file: NotebookFile, id: string): NotebookFile {
  const { block, index } = find(file, id);
  const pieces = file.blocks.map(pieceOf);
  pieces.splice(index, 1);
  const last = pieces.at(-1);
  if (last && index === pieces.length) pieces[index - 1] = { ...last, gap: block.gap };
  return parse(assemble(file, pieces), file);
}

/** Writes the title into the front matter; nothing else changes. */
export function setTitle(file: NotebookFile, title: string): NotebookFile {
  const text = title.replace(/\s+/g, ' ').trim();
  if (text === '') throw new EditRefused('A notebook needs a title.');
  if (file.front.values.title === text) return file;
  const front = setFrontValue(file.front.source, 'title', text, file.lineEnd);
  const separate = file.front.values.title === undefined && file.lead === '' && file.blocks.length > 0;
  return parse(assemble(separate ? { ...file, lead: file.lineEnd } : file, file.blocks.map(pieceOf), front), file);
}

/** A name for a new cell: its kind, with a number where that is taken. */
export function freeName(file: NotebookFile, kind: string): string {
  const stem =
    kind
      .toLowerCase()
      .replace(/[^a-z0-9_]+/g, '_')
      .replace(/^[^a-z]+/, '') || 'cell';
  const taken = new Set(file.blocks.map((block) => block.name));
  if (!taken.has(stem)) return stem;
  let count = 2;
  while (taken.has(`${stem}_${count}`)) count += 1;
  return `${stem}_${count}`;
}

function find(file: NotebookFile, id: string): { block: Block; index: number } {
  const index = file.blocks.findIndex((block) => block.id === id);
  const block = file.blocks[index];
  if (!block) throw new EditRefused(`There is no cell ${id} in this notebook any more.`);
  return { block, index };
}

function replace(file: NotebookFile, index: number, piece: Piece): NotebookFile {
  const pieces = file.blocks.map((block, each) => (each === index ? piece : pieceOf(block)));
  return parse(assemble(file, pieces), file);
}

function newCell(file: NotebookFile, cell: Parameters<typeof insertCell>[1]): Piece {
  const name = cell.id ?? freeName(file, cell.kind);
  if (!/^[A-Za-z][\w-]*$/.test(cell.kind)) throw new EditRefused(`${cell.kind} is no name of a kind of cell.`);
  if (!goodName.test(name)) {
    throw new EditRefused(
      `${name} is no name for a cell: names begin with a small letter and hold small letters, digits and _.`,
    );
  }
  if (file.blocks.some((block) => block.name === name) || /^note_\d+$/.test(name)) {
    throw new EditRefused(`The name ${name} is taken in this notebook. Choose another one.`);
  }
  const options = Object.entries(cell.options ?? {});
  for (const [key, value] of options) checkOption(key, value);
  const words = options.filter(([key, value]) => !isStandard(key, value)).map(([key, value]) => optionWord(key, value));
  const body = incoming(cell.body).replace(/\n$/, '');
  return cellPiece({ fence: '', kind: cell.kind, name, words }, body, file.lineEnd);
}

function cellPiece(header: Header, body: string, lineEnd: string): Piece {
  const fence = fenceFor(body);
  const kept = header.words.filter(({ key, value }) => key === undefined || !isStandard(key, value ?? ''));
  const lines = [printHeader({ ...header, fence, words: kept }), ...(body === '' ? [] : [body]), fence, ''];
  return { source: denormalize(lines.join('\n'), lineEnd), gap: '', prose: false };
}

/** A code block left open in a note would swallow the cells below, so it is closed. */
function prosePiece(body: string, lineEnd: string): Piece {
  const text = body.replace(/^(?:[ \t]*\n)+/, '').replace(/(?:\n[ \t]*)+$/, '');
  const open = leftOpen(splitLines(text));
  const source = withLineEnd(text, '\n') + (open ? `${open.marks}\n` : '');
  return { source: denormalize(source, lineEnd), gap: '', prose: true };
}

function checkOption(name: string, value: string): void {
  const wrong = optionProblem(name, value);
  if (wrong?.code === 'bad_option') throw new EditRefused(wrong.message);
  if (!Object.hasOwn(headerOptions, name)) throw new EditRefused(wrong?.message ?? `There is no option ${name}.`);
}

function setWord(words: readonly HeaderWord[], name: string, value: string | null): HeaderWord[] {
  const word = value === null || isStandard(name, value) ? undefined : optionWord(name, value);
  const at = words.findIndex((each) => each.key === name);
  if (at < 0) return word ? [...words, word] : [...words];
  return words.flatMap((each, index) => (each.key !== name ? [each] : index === at && word ? [word] : []));
}
