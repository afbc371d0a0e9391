import type { CellSnapshot, NotebookSnapshot } from '../sessions/port.ts';

const cellJson = ({ id, kind, validity, activity, error, value }: CellSnapshot) => ({
  id,
  kind,
  state: validity,
  activity,
  error,
  value: value ?? null,
});

/** A notebook as programs read it, from its address and from the command line alike. */
export const notebookJson = ({ id, title, cells }: NotebookSnapshot) => ({ id, title, cells: cells.map(cellJson) });
