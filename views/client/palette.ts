import { type ActionName, actions } from '../keymap.ts';
import { keyText } from '../keys.ts';
import { allCells, cellNamed, focusCell } from './cell.ts';
import { addCell, placeFor } from './change.ts';
import { type Choice, showDialog } from './dialog.ts';
import { pageInfo } from './page-info.ts';
import { recent, remember } from './recent.ts';

/** What is behind an action: why not, or doing it. */
type ActionChoice = (action: ActionName, cell: HTMLElement | null) => Pick<Choice, 'refused' | 'choose'>;

const keysOf = (action: string): string[] => (pageInfo.keys[action] ?? []).map(keyText);

function pageActions(cell: HTMLElement | null, choice: ActionChoice): Choice[] {
  return actions.map(({ name, about, group }) => ({
    id: `action:${name}`,
    word: about,
    group,
    keys: keysOf(name),
    ...choice(name, cell),
  }));
}

interface Acting extends HTMLElement {
  act(action: string): boolean;
}

const isActing = (element: Element | null | undefined): element is Acting =>
  element instanceof HTMLElement && 'act' in element && typeof element.act === 'function';

/** What the kind of the current cell does by key. What has to be held is only gone to. */
function ownActions(cell: HTMLElement | null): Choice[] {
  const kind = cell?.dataset.kind ?? '';
  const element = cell?.querySelector('.cell-live');
  if (!isActing(element)) return [];
  return (pageInfo.kindActions[kind] ?? []).map(({ name, about, hold }) => ({
    id: `${kind}:${name}`,
    word: about,
    group: `${cell?.dataset.cell}, while it has the focus`,
    keys: keysOf(`${kind}.${name}`).map((key) => (hold ? `hold ${key}` : key)),
    choose: () => {
      element.focus();
      if (!hold) element.act(name);
    },
  }));
}

const kindChoices = (after: string | null, group?: string): Choice[] =>
  pageInfo.kinds.map(({ name, about }) => ({
    id: `kind:${name}`,
    word: name,
    about,
    ...(group === undefined ? {} : { group }),
    choose: () => void addCell(name, after),
  }));

/** `ladder of ESZ6`, `sql of fills`: a new cell of each kind that can begin with such a thing. */
function startChoices(of: 'source' | 'instrument', names: readonly string[], after: string | null): Choice[] {
  const group = of === 'source' ? 'Sources' : 'Instruments';
  return pageInfo.kinds.flatMap(({ name: kind, starterOf }) => {
    const body = starterOf?.[of];
    if (body === undefined) return [];
    return names.map((name) => ({
      id: `${kind}:of:${name}`,
      word: `${kind} of ${name}`,
      about: 'Add a cell',
      group,
      choose: () => void addCell(kind, after, body.replaceAll('{name}', name)),
    }));
  });
}

const cellChoices = (): Choice[] =>
  allCells().map(({ dataset: { cell: id = '', kind = '' } }) => ({
    id: `cell:${pageInfo.notebook}/${id}`,
    word: id,
    about: kind,
    group: 'Go to a cell',
    choose: () => focusCell(cellNamed(id)),
  }));

const notebookChoices = (): Choice[] =>
  pageInfo.notebooks.map(({ id, title }) => ({
    id: `notebook:${id}`,
    word: title,
    group: 'Open a notebook',
    refused: id === pageInfo.notebook ? 'Open already' : undefined,
    choose: () => location.assign(`/notebooks/${id}`),
  }));

/** The latest first, in a group of their own; whatever is chosen becomes the latest. */
function recentFirst(choices: readonly Choice[]): Choice[] {
  const latest = recent();
  const kept = choices.map((choice) => ({
    ...choice,
    choose: () => {
      if (choice.id !== undefined) remember(choice.id);
      choice.choose();
    },
  }));
  const first = latest.flatMap((id) => kept.filter((choice) => choice.id === id));
  return [
    ...first.map((choice) => ({ ...choice, group: 'Recent' })),
    ...kept.filter((choice) => !first.includes(choice)),
  ];
}

/** Everything that can be done or gone to from here. */
export function showPalette(cell: HTMLElement | null, choice: ActionChoice): void {
  const after = placeFor(cell, 'after');
  const choices = [
    ...ownActions(cell),
    ...pageActions(cell, choice),
    ...cellChoices(),
    ...notebookChoices(),
    ...kindChoices(after, 'Add a cell'),
    ...startChoices('instrument', pageInfo.instruments, after),
    ...startChoices(
      'source',
      pageInfo.sources.map(({ name }) => name),
      after,
    ),
  ];
  showDialog({ title: 'All actions', placeholder: 'Do, go to or add', choices: recentFirst(choices) });
}

/** The list behind `?`: keys of the cell that has the focus, then the page's. */
export function showKeys(cell: HTMLElement | null, choice: ActionChoice): void {
  const choices = [...ownActions(cell), ...pageActions(cell, choice)];
  showDialog({ title: 'Keys', placeholder: 'Keys', choices });
}

export function showKinds(after: string | null): void {
  showDialog({ title: 'Add a cell', placeholder: 'Add a cell', choices: kindChoices(after) });
}
