import { instant } from '../model/time.ts';
import type { Page, TraceReader } from './query.ts';

const nothing = async <Row>(): Promise<Page<Row>> => ({ rows: [], searchedTo: instant(0) });

/** The reader where nothing is recorded. */
export const emptyReader: TraceReader = {
  calls: nothing,
  data: nothing,
  logs: nothing,
  call: async () => undefined,
  trace: async () => [],
  traceOf: async () => undefined,
  names: async () => ({ processes: [], groups: [], services: [] }),
};
