import { headingsOf } from '../../notebook/format/index.ts';
import type { CellState, SessionState } from '../../notebook/session/state.ts';
import type { CellFrame } from '../../views/wire.ts';
import type { CellText } from './cell-text.ts';
import type { CellSnapshot } from './port.ts';
import type { Shown } from './shown.ts';

export interface Showing {
  readonly text: CellText;
  readonly state: CellState;
  readonly props: unknown;
  readonly shown: Shown | undefined;
  /** The source that this cell hides from its notebook by having its name. */
  readonly hides: string | undefined;
}

export function cellSnapshot({ text, state, props, shown, hides }: Showing): CellSnapshot {
  const { block } = text;
  return {
    id: block.id,
    kind: block.kind,
    body: block.body,
    options: block.options,
    validity: state.face.validity,
    activity: state.face.activity,
    error: state.face.error,
    caption: captionOf(shown, hides),
    reads: state.refs?.reads ?? [],
    at: shown?.at ?? null,
    milliseconds: shown?.milliseconds ?? null,
    pending: state.face.pending,
    headings: headingsOf(block),
    ...(props === undefined && shown === undefined ? {} : { props: props ?? shown?.props }),
    ...(shown === undefined ? {} : { value: shown.value }),
    ...(state.refs?.gives === undefined ? {} : { gives: state.refs.gives }),
  };
}

/** A frame of a cell; `value: false` says that the value is as it was. */
export function cellFrame(notebook: string, { state, shown, hides }: Showing, value: boolean): CellFrame {
  const { face, spec } = state;
  return {
    notebook,
    cell: spec.id,
    kind: spec.kind,
    validity: face.validity,
    activity: face.activity,
    error: face.error,
    caption: captionOf(shown, hides),
    at: shown?.at ?? null,
    ...(value && shown ? { value: shown.value, props: shown.props } : {}),
    pending: face.pending,
  };
}

const captionOf = (shown: Shown | undefined, hides: string | undefined): string =>
  [shown?.caption, hides === undefined ? undefined : `hides the source ${hides}`].filter(Boolean).join(' · ');

/** Whether a cell has come to rest: a value or an error, apart from what live sources set going again and again. */
export function isSettled(state: CellState): boolean {
  if (state.asked || state.awaiting) return false;
  if (state.queue === 'person' || (state.run && !state.run.live && state.run.cause === 'person')) return false;
  return state.hash !== null || state.face.validity === 'failed' || state.face.activity === 'idle';
}

export const isSettledWhole = (state: SessionState): boolean => [...state.cells.values()].every(isSettled);
