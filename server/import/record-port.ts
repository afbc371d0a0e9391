import type { Fill } from '../../core/model/fill.ts';
import type { ExecutionId } from '../../core/model/ids.ts';
import type { InstrumentRegistry } from '../../core/model/registry.ts';
import type { Instant } from '../../core/model/time.ts';
import type { Settlement } from '../../core/settlement/settlement.ts';
import type { Desk } from '../desk/port.ts';
import type { StartOfDay } from '../journal/port.ts';

/** What an import needs of the desk and its record. */
export interface RecordPort extends Pick<Desk, 'importFills' | 'settle' | 'refuse'> {
  /** As of today's trade date, with the calendars of the settings. */
  registry(): InstrumentRegistry;
  now(): Instant;
  /** A fill as it was journalled. */
  fill(execution: ExecutionId): Fill | undefined;
  startOfDay(): readonly StartOfDay[];
  settlements(): readonly Settlement[];
}
