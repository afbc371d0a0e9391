import type { AnyKind } from '../../cells/kind.ts';
import type { HistoryReader } from '../../core/bars/history.ts';
import type { Calendar } from '../../core/calendar/calendar.ts';
import type { TraceReader } from '../../core/trace/query.ts';
import type { Analytics } from '../analytics/port.ts';
import type { Desk } from '../desk/port.ts';
import type { Journal } from '../journal/port.ts';
import type { NotebookStore } from '../store/port.ts';

/** What sessions are made of. */
export interface SessionDependencies {
  readonly store: NotebookStore;
  readonly desk: Pick<Desk, 'bus' | 'clock' | 'tradeDate' | 'instruments' | 'instrument' | 'follow' | 'accounts'>;
  /** Whose trade dates settings such as `last 5` count. */
  readonly calendar: Calendar;
  readonly analytics: Analytics;
  readonly history: HistoryReader;
  readonly traces: TraceReader;
  readonly kinds: readonly AnyKind[];
  readonly journal: Pick<Journal, 'setSessionValue' | 'sessionValues'>;
  readonly log: { error(details: object, message: string): void };
}
