/*
 * Every action of the page: its key, its words and where it acts. The keyboard, the palette, the list behind `?` and the hints on buttons
 * all read this one table.
 */

export type ActionName =
  | 'next'
  | 'previous'
  | 'edit'
  | 'run'
  | 'stop'
  | 'leave'
  | 'add-after'
  | 'add-before'
  | 'delete'
  | 'move-down'
  | 'move-up'
  | 'source'
  | 'pin'
  | 'run-stale'
  | 'export'
  | 'rename'
  | 'search'
  | 'rail'
  | 'theme'
  | 'home'
  | 'import'
  | 'palette'
  | 'keys';

export interface Action {
  readonly name: ActionName;
  readonly about: string;
  /** Chords separated by spaces, alternatives in the list: `d d`, `Ctrl-K`, `Shift-Enter`. */
  readonly keys: readonly string[];
  readonly group: 'Cells' | 'This cell' | 'Notebook' | 'Console';
}

export const actions: readonly Action[] = [
  { name: 'next', about: 'Go to the next cell', keys: ['j'], group: 'Cells' },
  { name: 'previous', about: 'Go to the cell before', keys: ['k'], group: 'Cells' },
  { name: 'add-after', about: 'Add a cell after this one', keys: ['a'], group: 'Cells' },
  { name: 'add-before', about: 'Add a cell before this one', keys: ['b'], group: 'Cells' },
  { name: 'edit', about: 'Edit the source', keys: ['Enter'], group: 'This cell' },
  { name: 'run', about: 'Run; in the editor, save and run', keys: ['Shift-Enter'], group: 'This cell' },
  { name: 'stop', about: 'Stop a run', keys: ['i'], group: 'This cell' },
  { name: 'leave', about: 'Leave the editor or close what is open', keys: ['Escape'], group: 'This cell' },
  { name: 'source', about: 'Show or hide the source', keys: ['s'], group: 'This cell' },
  { name: 'move-down', about: 'Move down', keys: ['Shift-J'], group: 'This cell' },
  { name: 'move-up', about: 'Move up', keys: ['Shift-K'], group: 'This cell' },
  { name: 'pin', about: 'Open in a window of its own', keys: ['p'], group: 'This cell' },
  { name: 'delete', about: 'Delete; can be undone', keys: ['d d'], group: 'This cell' },
  { name: 'run-stale', about: 'Run what is stale', keys: ['r'], group: 'Notebook' },
  { name: 'export', about: 'Export as one HTML file', keys: ['e'], group: 'Notebook' },
  { name: 'rename', about: 'Rename the notebook', keys: ['g n'], group: 'Notebook' },
  { name: 'search', about: 'Filter notebooks, cells and sources', keys: ['/'], group: 'Console' },
  { name: 'rail', about: 'Show or hide the rail', keys: ['\\'], group: 'Console' },
  { name: 'theme', about: 'Change the theme: dark, light, high contrast', keys: ['t'], group: 'Console' },
  { name: 'home', about: 'All notebooks', keys: ['g h'], group: 'Console' },
  { name: 'import', about: 'Import a file of fills, positions or closing prices', keys: ['g i'], group: 'Console' },
  { name: 'palette', about: 'All actions', keys: ['Ctrl-K', 'Meta-K'], group: 'Console' },
  { name: 'keys', about: 'List of keys', keys: ['?'], group: 'Console' },
];

const byName = new Map(actions.map((action) => [action.name, action]));

export const keyOf = (name: ActionName): string => byName.get(name)?.keys[0] ?? '';

const glyphs: Readonly<Record<string, string>> = { Enter: '⏎', Escape: 'Esc', Shift: '⇧', Ctrl: 'Ctrl', Meta: '⌘' };

/** `Shift-Enter` as `⇧⏎`, `Ctrl-K` as `Ctrl K`, `d d` as it is. */
export const keyText = (keys: string): string =>
  keys
    .split(' ')
    .map((chord) => {
      const parts = chord.length > 1 ? chord.split('-') : [chord];
      const text = parts.map((part) => glyphs[part] ?? part);
      return parts[0] === 'Ctrl' ? text.join(' ') : text.join('');
    })
    .join(' ');
