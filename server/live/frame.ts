import type { CellFrame } from '../../views/wire.ts';
import type { CellSnapshot } from '../sessions/port.ts';

/** Two frames of a cell as one: the newer, with the older's value where the newer says that it is as it was. */
export const mergeFrames = (older: CellFrame, newer: CellFrame): CellFrame =>
  older.kind === newer.kind ? { ...older, ...newer } : newer;

/** A cell whole, as a stream begins with it. */
export const wholeFrame = (notebook: string, cell: CellSnapshot): CellFrame => ({
  notebook,
  cell: cell.id,
  kind: cell.kind,
  validity: cell.validity,
  activity: cell.activity,
  error: cell.error,
  caption: cell.caption,
  at: cell.at,
  pending: cell.pending ?? 0,
  ...(cell.value === undefined ? {} : { value: cell.value }),
  ...(cell.props === undefined ? {} : { props: cell.props }),
});
