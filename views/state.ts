import type { Activity, Validity } from './wire.ts';

/** What a cell's header says; each has a shape, a word and only then a color. */
export type CellState =
  | 'new'
  | 'queued'
  | 'running'
  | 'live'
  | 'current'
  | 'stale'
  | 'failed'
  | 'frozen'
  | 'old'
  | 'paused';

export interface StateFacts {
  readonly validity: Validity;
  readonly activity: Activity;
  /** Painted every frame: what is current is live. */
  readonly live: boolean;
  /** How many newer values wait behind a frozen one. */
  readonly pending?: number | undefined;
  /** Only its header is shown: nobody looks, and being behind is no warning. */
  readonly folded?: boolean | undefined;
}

export function cellState({ validity, activity, live, pending, folded }: StateFacts): CellState {
  if (pending) return 'frozen';
  if (live && validity === 'current') return 'live';
  if (activity !== 'idle') return activity;
  if (folded && validity !== 'failed' && validity !== 'current') return 'paused';
  if (validity === 'fresh') return 'new';
  return validity;
}

const words: Readonly<Record<CellState, string>> = {
  new: 'not run yet',
  queued: 'queued',
  running: 'running',
  live: 'live',
  current: 'current',
  stale: 'stale',
  failed: 'failed',
  frozen: 'frozen',
  old: 'old',
  paused: 'paused',
};

export const stateWord = (state: CellState, pending?: number): string =>
  state === 'frozen' && pending ? `frozen, ${pending} newer` : words[state];
