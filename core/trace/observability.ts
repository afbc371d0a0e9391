import type { Instant } from '../model/time.ts';
import type { Figures, MetricName } from './metrics.ts';
import type { CallFigures } from './rates/figures.ts';
import type { TraceState } from './state.ts';

/** How the console does, the state of the topic `observability`: touched each second. Instants are by the machine's clock. */
export interface ObservabilityState {
  readonly at: Instant;
  readonly started: Instant;
  readonly trace: TraceState;
  /** Calls of this process as they left the queue; read when asked, so the newest. */
  readonly calls: CallFigures;
  /** As they were in the last second; what is unknown is absent. */
  readonly figures: Figures;
  /** So many equal parts of the last seconds, oldest first; `null` where nothing is known. At most 21,600 seconds. */
  history(name: MetricName, last: number, points: number): readonly (number | null)[];
}
