import { html as tag } from 'hono/html';
import type { AnyKind, CellError } from '../../cells/kind.ts';
import { toMilliseconds } from '../../core/model/time.ts';
import { givenNames } from '../../notebook/dataflow/names.ts';
import type { Markup } from '../../views/markup.ts';
import type { CellModel, DeletedLink, KindInfo, NotebookLink, NotebookModel, Surroundings } from '../../views/model.ts';
import type { CellSnapshot, NotebookSnapshot, PlacedCell } from '../sessions/port.ts';
import type { Taken } from './address.ts';
import type { PageDeps } from './deps.ts';

export const kindInfo = (kind: AnyKind): KindInfo => ({
  name: kind.name,
  about: kind.about,
  language: kind.language,
  frame: kind.layout.frame,
  span: kind.layout.span,
  live: kind.layout.pace !== 'once',
  starterOf: kind.starterOf ?? {},
  actions: (kind.keys ?? []).map(({ name, about, hold = false }) => ({ name, about, hold })),
});

const unknownKind = (name: string): KindInfo => ({
  name,
  about: '',
  language: 'yaml',
  frame: 'box',
  span: 12,
  live: false,
  starterOf: {},
  actions: [],
});

/** The value as its kind shows it. A view that fails is an error of that cell and not of the page. */
function innerOf(kind: AnyKind, cell: CellSnapshot): { inner: Markup | null; error: CellError | null } {
  if (cell.value === undefined || cell.props === undefined) return { inner: null, error: cell.error };
  try {
    return { inner: kind.view<Markup>(tag, cell.value, cell.props), error: cell.error };
  } catch (thrown) {
    const message = `The ${kind.name} cell ${cell.id} could not be drawn: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
    return { inner: null, error: cell.error ?? { code: 'internal', message } };
  }
}

export function cellModel(notebook: string, cell: PlacedCell, kinds: readonly AnyKind[]): CellModel {
  const kind = kinds.find((candidate) => candidate.name === cell.kind);
  const { inner, error } = kind ? innerOf(kind, cell) : { inner: null, error: cell.error };
  return {
    notebook,
    id: cell.id,
    kind: kind ? kindInfo(kind) : unknownKind(cell.kind),
    body: cell.body,
    options: cell.options,
    validity: cell.validity,
    activity: cell.activity,
    error,
    caption: cell.caption,
    at: cell.at,
    pending: cell.pending ?? 0,
    inner,
    gives: givenNames(cell.gives),
    known: kind !== undefined,
    headings: cell.headings,
    folded: cell.folded,
    under: cell.under,
  };
}

/** `taken` says what of its address a page could not take. */
export function notebookModel(
  notebook: NotebookSnapshot,
  kinds: readonly AnyKind[],
  taken?: Pick<Taken, 'refused' | 'unknown'>,
): NotebookModel {
  const { id, title, shipped, revision, conflict } = notebook;
  const cells = notebook.cells.map((cell) => {
    const refusal = taken?.refused.get(cell.id);
    return { ...cellModel(id, cell, kinds), ...(refusal === undefined ? {} : { refusal }) };
  });
  return { id, title, shipped, revision, conflict, cells, ...(taken?.unknown ? { address: taken.unknown } : {}) };
}

export async function notebookLinks({ store, sessions }: PageDeps): Promise<readonly NotebookLink[]> {
  const [entries, looking] = await Promise.all([store.list(), sessions.looking()]);
  return entries.map((entry) => ({ ...entry, open: looking.has(entry.id) }));
}

export async function deletedLinks({ store }: PageDeps): Promise<readonly DeletedLink[]> {
  const deleted = await store.deleted();
  return deleted.map(({ id, title, revision }) => ({
    id,
    title,
    revision: revision.id,
    at: toMilliseconds(revision.at),
  }));
}

export async function surroundings(deps: PageDeps): Promise<Surroundings> {
  const [notebooks, sources] = await Promise.all([notebookLinks(deps), deps.knownSources()]);
  return {
    console: deps.console(),
    notebooks,
    sources,
    kinds: deps.kinds.map(kindInfo),
    instruments: deps.instruments(),
  };
}
