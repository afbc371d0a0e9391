import type { Config } from '../../config/load.ts';
import { tradeDateOf } from '../../core/calendar/session.ts';
import { instrumentRegistry } from '../../core/model/registry.ts';
import type { OpenDesk } from '../desk/open.ts';
import type { RecordPort } from './record-port.ts';

/** The desk of a data folder as imports see it. */
export function recordOf(
  { instruments, calendars }: Config,
  { desk, journal }: Pick<OpenDesk, 'desk' | 'journal'>,
): RecordPort {
  return {
    registry: () =>
      instrumentRegistry(instruments, (session) => tradeDateOf(session, desk.clock.now(), calendars), calendars),
    now: () => desk.clock.now(),
    fill: (execution) => journal.fill(execution),
    startOfDay: () => journal.startOfDay(),
    settlements: () => journal.settlements(),
    importFills: (fills, origin) => desk.importFills(fills, origin),
    settle: (settlements) => desk.settle(settlements),
    refuse: (subject, reason, what) => desk.refuse(subject, reason, what),
  };
}
