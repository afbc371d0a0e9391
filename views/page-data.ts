import type { KeyTable } from './keys.ts';
import type {
  CellModel,
  ConsoleInfo,
  KindAction,
  KindInfo,
  NotebookLink,
  NotebookModel,
  SourceLink,
  Surroundings,
} from './model.ts';
import type { CellFrame } from './wire.ts';

/** What a page hands to its script in `#page-data`. */
export interface PageData {
  /** Which pass through which market it shows. */
  readonly run: string;
  /** What the stream is asked to watch: `morning`, or `morning/zn` on a pin; null on a page without cells. */
  readonly watch: string | null;
  /** Inputs that are not on the page and stand in its address: `morning/day`. */
  readonly follows?: readonly string[];
  readonly notebook: string | null;
  /** All there are, and what is traded: the palette goes to them. */
  readonly notebooks: readonly Pick<NotebookLink, 'id' | 'title'>[];
  readonly instruments: readonly string[];
  /** For the menu of new cells. */
  readonly kinds: readonly Pick<KindInfo, 'name' | 'about' | 'starterOf'>[];
  /** What the kinds do by key, by kind. */
  readonly kindActions: Readonly<Record<string, readonly KindAction[]>>;
  /** The keys that hold. */
  readonly keys: KeyTable;
  /** Values of cells that no stream watches. */
  readonly frames?: readonly CellFrame[];
  /** For completion in the editor. */
  readonly sources: readonly Pick<SourceLink, 'name' | 'columns'>[];
}

export const actionsOf = (kinds: readonly KindInfo[]): PageData['kindActions'] =>
  Object.fromEntries(kinds.filter(({ actions }) => actions.length > 0).map(({ name, actions }) => [name, actions]));

/** Of a page that shows no cells. */
export const pageData = ({ console, notebooks }: Surroundings): PageData => ({
  run: console.run,
  watch: null,
  notebook: null,
  notebooks: notebooks.map(({ id, title }) => ({ id, title })),
  instruments: [],
  kinds: [],
  kindActions: {},
  keys: console.keys,
  sources: [],
});

export const notebookData = (notebook: NotebookModel, around: Surroundings): PageData => ({
  ...pageData(around),
  watch: notebook.id,
  notebook: notebook.id,
  instruments: around.instruments,
  kinds: around.kinds.map(({ name, about, starterOf }) => ({ name, about, starterOf })),
  kindActions: actionsOf(around.kinds),
  sources: around.sources.map(({ name, columns }) => ({ name, columns })),
});

/** `inputs` are those that the cell reads. */
export const pinData = (
  { notebook, id, kind }: CellModel,
  inputs: readonly string[],
  { run, keys }: ConsoleInfo,
): PageData => ({
  run,
  watch: `${notebook}/${id}`,
  follows: inputs.filter((input) => input !== id).map((input) => `${notebook}/${input}`),
  notebook,
  notebooks: [],
  instruments: [],
  kinds: [],
  kindActions: actionsOf([kind]),
  keys,
  sources: [],
});
