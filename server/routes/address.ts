import type { Context } from 'hono';
import { parseList, printList } from '../../cells/input/list-text.ts';
import type { AnyKind } from '../../cells/kind.ts';
import { nearest } from '../../core/nearest.ts';
import { givenNames } from '../../notebook/dataflow/names.ts';
import type { CellSnapshot, NotebookSnapshot, Session } from '../sessions/port.ts';

/** What came of the settings in the address of a page. */
export interface Taken {
  readonly changed: boolean;
  /** Sentences by the input that they are about. */
  readonly refused: ReadonlyMap<string, string>;
  /** A sentence on names that no input has; empty where there are none. */
  readonly unknown: string;
}

const untouched: Taken = { changed: false, refused: new Map(), unknown: '' };

const inputsOf = (cells: readonly CellSnapshot[], kinds: readonly AnyKind[]): string[] => {
  const settable = new Set(kinds.filter(({ input }) => input).map(({ name }) => name));
  return cells.filter(({ kind }) => settable.has(kind)).map(({ id }) => id);
};

/** A person goes there, rather than a page that fetches, embeds or foresees it. */
function isVisited(context: Context): boolean {
  const { 'sec-fetch-dest': destination = 'document', 'sec-purpose': purpose } = context.req.header();
  return context.req.method === 'GET' && destination === 'document' && purpose === undefined;
}

/** A name that stands twice means both, as a form would send a list. */
const saidIn = (context: Context): Map<string, string> =>
  new Map(
    Object.entries(context.req.queries()).map(([name, texts]) => [
      name,
      texts.length === 1 ? (texts[0] ?? '') : printList(texts.flatMap(parseList)),
    ]),
  );

/**
 * Sets the inputs of a notebook as the address of its page says; `whole` sets those that it leaves out back, as a page's own address leaves
 * out what is standard.
 */
export async function takeAddress(
  context: Context,
  session: Session,
  kinds: readonly AnyKind[],
  { whole }: { readonly whole: boolean },
): Promise<Taken> {
  const said = saidIn(context);
  if (said.size === 0 || !isVisited(context)) return untouched;
  const inputs = inputsOf(session.snapshot().cells, kinds);
  const named = inputs.filter((name) => said.has(name));
  const { changed, refused } = await session.takeAddress(said, whole ? inputs : named);
  const unknown = [...said.keys()].filter((name) => !inputs.includes(name));
  return {
    changed,
    refused: new Map(refused.map(({ input, message }) => [input, message])),
    unknown: unknown.map((name) => unknownName(name, inputs)).join(' '),
  };
}

function unknownName(name: string, inputs: readonly string[]): string {
  const meant = nearest(name, inputs, 1);
  const hint =
    meant.length > 0 ? ` Did you mean ${meant[0]}?` : inputs.length > 0 ? ` It has ${inputs.join(', ')}.` : '';
  return `The address sets ${JSON.stringify(name.slice(0, 60))}, which is no input of this notebook.${hint}`;
}

/** The inputs that a cell reads, over any number of steps; itself where it is one. */
export function inputsAbove(snapshot: NotebookSnapshot, cell: CellSnapshot, kinds: readonly AnyKind[]): string[] {
  const givers = new Map(snapshot.cells.flatMap((each) => givenNames(each.gives).map((name) => [name, each] as const)));
  const found = new Set<CellSnapshot>();
  const open = [cell];
  for (let each = open.pop(); each; each = open.pop()) {
    if (found.has(each)) continue;
    found.add(each);
    open.push(...each.reads.flatMap((name) => givers.get(name) ?? []));
  }
  return inputsOf([...found], kinds);
}
