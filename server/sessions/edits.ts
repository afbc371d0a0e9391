import {
  deleteCell,
  insertCell,
  moveCell,
  type NotebookFile,
  parse,
  setBody,
  setOption,
  setTitle,
} from '../../notebook/format/index.ts';
import type { Edit } from './port.ts';

/** Makes an edit in a file; gives the address of the cell concerned. */
export function applyEdit(
  file: NotebookFile,
  edit: Edit,
  starterOf: (kind: string) => string,
): { file: NotebookFile; id: string } {
  switch (edit.type) {
    case 'set_body':
      return { file: setBody(file, edit.cell, edit.body), id: edit.cell };
    case 'set_options': {
      const set = (done: NotebookFile, [name, value]: [string, string | null]) =>
        setOption(done, edit.cell, name, value);
      return { file: Object.entries(edit.options).reduce(set, file), id: edit.cell };
    }
    case 'add':
      return insertCell(file, { ...edit, body: edit.body ?? starterOf(edit.kind) });
    case 'move':
      return { file: moveCell(file, edit.cell, edit.by), id: edit.cell };
    case 'delete':
      return { file: deleteCell(file, edit.cell), id: edit.cell };
    case 'rename':
      return { file: setTitle(file, edit.title), id: '' };
    case 'restore':
      return { file: parse(edit.text, file), id: '' };
  }
}

/** Whether another writer changed what the edit is about. */
export function touches(edit: Edit, ours: NotebookFile, theirs: NotebookFile): boolean {
  if (edit.type === 'restore') return true;
  if (edit.type === 'rename') return ours.title !== theirs.title;
  const cell = edit.type === 'add' ? edit.after : edit.cell;
  if (cell === null) return false;
  const [before, after] = [ours, theirs].map((file) => file.blocks.find((block) => block.id === cell));
  return after === undefined || (edit.type !== 'add' && before?.source !== after.source);
}

/** What the list of revisions says of an edit, and what `undo` and `redo` stand before. */
export function reasonOf(edit: Edit): string {
  switch (edit.type) {
    case 'set_body':
      return `edit ${edit.cell}`;
    case 'set_options':
      return `set ${Object.keys(edit.options).join(', ')} of ${edit.cell}`;
    case 'add':
      return `add ${edit.kind}`;
    case 'move':
      return `move ${edit.cell}`;
    case 'delete':
      return `delete ${edit.cell}`;
    case 'rename':
      return 'rename';
    case 'restore':
      return `restore revision ${edit.revision}`;
  }
}
