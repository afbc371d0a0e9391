import type { CellFrame, ClockTick, Structure } from '../wire.ts';

export type LinkState = 'connecting' | 'open' | 'lost';

/** What a page hears, be it from the worker or from a stream of its own. */
export type LinkMessage =
  | { readonly type: 'reset'; readonly cells: readonly CellFrame[] }
  | { readonly type: 'frame'; readonly frame: CellFrame }
  | { readonly type: 'structure'; readonly structure: Structure }
  | { readonly type: 'clock'; readonly clock: ClockTick }
  | { readonly type: 'link'; readonly link: LinkState };

/** What a page says to the worker; the worker leaves a page when the page's lock is free. */
export interface JoinMessage {
  readonly type: 'join';
  readonly watch: string;
  readonly lock: string;
}
