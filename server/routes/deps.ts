import type { AnyKind } from '../../cells/kind.ts';
import type { ConsoleInfo } from '../../views/model.ts';
import type { SourceInfo } from '../analytics/port.ts';
import type { Sessions } from '../sessions/port.ts';
import type { NotebookStore } from '../store/port.ts';

export interface PageDeps {
  readonly sessions: Pick<Sessions, 'open' | 'drop' | 'looking'>;
  readonly store: NotebookStore;
  readonly kinds: readonly AnyKind[];
  /** Symbols of what is traded. */
  instruments(): readonly string[];
  sources(): Promise<readonly SourceInfo[]>;
  /** The same without waiting for an engine that is not ready: as they were last known. */
  knownSources(): Promise<readonly SourceInfo[]>;
  /** Environment, exchange's zone and the console's clock, now. */
  console(): ConsoleInfo;
}
