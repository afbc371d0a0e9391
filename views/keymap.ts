/*
 * Every action of the page: its name, its words and the keys it has unless `config/keys.json` says otherwise. The keyboard, the palette, the
 * list behind `?` and the hints on buttons all read this one table; `views/client/perform.ts` says what each does.
 */

export interface Action {
  readonly name: string;
  readonly about: string;
  /** Chords separated by spaces, alternatives in the list: `d d`, `Ctrl-K`, `Shift-Enter`. */
  readonly keys: readonly string[];
  readonly group: 'Cells' | 'This cell' | 'Notebook' | 'Console';
}

export const actions = [
  { name: 'next', about: 'Go to the next cell', keys: ['j'], group: 'Cells' },
  { name: 'previous', about: 'Go to the cell before', keys: ['k'], group: 'Cells' },
  { name: 'add-after', about: 'Add a cell after this one', keys: ['a'], group: 'Cells' },
  { name: 'add-before', about: 'Add a cell before this one', keys: ['b'], group: 'Cells' },
  { name: 'edit', about: 'Edit the source', keys: ['Enter'], group: 'This cell' },
  {
    name: 'run',
    about: 'Run; in the editor, save and run',
    keys: ['Shift-Enter', 'Ctrl-S', 'Meta-S'],
    group: 'This cell',
  },
  { name: 'stop', about: 'Stop a run', keys: ['i'], group: 'This cell' },
  { name: 'leave', about: 'Leave the editor or close what is open', keys: ['Escape'], group: 'This cell' },
  { name: 'source', about: 'Show or hide the source', keys: ['s'], group: 'This cell' },
  { name: 'move-down', about: 'Move down', keys: ['Shift-J'], group: 'This cell' },
  { name: 'move-up', about: 'Move up', keys: ['Shift-K'], group: 'This cell' },
  { name: 'pin', about: 'Open in a window of its own', keys: ['p'], group: 'This cell' },
  { name: 'trace', about: 'Open the trace of its last run', keys: ['g t'], group: 'This cell' },
  { name: 'fold', about: 'Fold to the header, or the section of a heading', keys: ['f'], group: 'This cell' },
  { name: 'options', about: 'Set width, height, pace and policy', keys: ['o'], group: 'This cell' },
  { name: 'delete', about: 'Delete; can be undone', keys: ['d d'], group: 'This cell' },
  { name: 'run-stale', about: 'Run what is stale', keys: ['r'], group: 'Notebook' },
  { name: 'export', about: 'Export as one HTML file', keys: ['e'], group: 'Notebook' },
  { name: 'rename', about: 'Rename the notebook', keys: ['g n'], group: 'Notebook' },
  { name: 'duplicate', about: 'Duplicate the notebook', keys: ['g d'], group: 'Notebook' },
  { name: 'revisions', about: 'Revisions: what changed, and back to one', keys: ['g r'], group: 'Notebook' },
  { name: 'undo', about: 'Undo the last edit of this page', keys: ['z', 'Ctrl-Z', 'Meta-Z'], group: 'Notebook' },
  {
    name: 'redo',
    about: 'Redo what was undone',
    keys: ['Shift-Z', 'Ctrl-Shift-Z', 'Meta-Shift-Z', 'Ctrl-Y'],
    group: 'Notebook',
  },
  { name: 'fold-all', about: 'Fold all cells', keys: ['Shift-F'], group: 'Notebook' },
  { name: 'unfold-all', about: 'Open all cells and sections', keys: ['Shift-U'], group: 'Notebook' },
  { name: 'outline', about: 'Go to the outline', keys: ['g o'], group: 'Notebook' },
  { name: 'search', about: 'Filter notebooks, cells and sources', keys: ['/'], group: 'Console' },
  { name: 'rail', about: 'Show or hide the rail', keys: ['\\'], group: 'Console' },
  { name: 'theme', about: 'Change the theme: dark, light, high contrast', keys: ['t'], group: 'Console' },
  { name: 'home', about: 'All notebooks', keys: ['g h'], group: 'Console' },
  { name: 'create', about: 'New notebook', keys: ['g c'], group: 'Console' },
  { name: 'import', about: 'Import a file of fills, positions or closing prices', keys: ['g i'], group: 'Console' },
  { name: 'replay-play', about: 'Play or pause the recording', keys: ['.'], group: 'Console' },
  { name: 'replay-faster', about: 'Play faster', keys: ['>'], group: 'Console' },
  { name: 'replay-slower', about: 'Play slower', keys: ['<'], group: 'Console' },
  { name: 'replay-minute', about: 'Take the recording a minute ahead', keys: [']'], group: 'Console' },
  { name: 'replay-hour', about: 'Take the recording an hour ahead', keys: ['}'], group: 'Console' },
  {
    name: 'replay-close',
    about: 'Leave the recording and go back to the paper market',
    keys: ['g p'],
    group: 'Console',
  },
  { name: 'recordings', about: 'Recorded markets', keys: ['g m'], group: 'Console' },
  { name: 'palette', about: 'All actions', keys: ['Ctrl-K', 'Meta-K'], group: 'Console' },
  { name: 'keys', about: 'List of keys', keys: ['?'], group: 'Console' },
] as const satisfies readonly Action[];

export type ActionName = (typeof actions)[number]['name'];
