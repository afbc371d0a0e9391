import { AlertRefused, MalformedAlert } from '../../core/webhooks/malformed.ts';
import { DeskUnavailable, OrderRefused } from '../desk/port.ts';
import { JournalUnavailable } from '../journal/fault.ts';
import type { Verdict } from './port.ts';

/** Seconds after which a sender may try again. */
const RETRY_AFTER = 10;

/** Not now: the same message may be sent again. */
export const heldFor = (reason: string): Verdict => ({ outcome: 'held', status: 503, reason, retryAfter: RETRY_AFTER });

/** What was thrown on the way, as what became of the message. Throws what nobody expected. */
export function refusedFor(error: unknown): Verdict {
  if (error instanceof MalformedAlert) {
    const { where, message } = error;
    const reason = where === '' ? message : `${where}: ${message}`;
    return { outcome: 'refused', status: 400, reason, told: message, where };
  }
  if (error instanceof DeskUnavailable || error instanceof JournalUnavailable) return heldFor(error.message);
  if (error instanceof AlertRefused || error instanceof OrderRefused) {
    return { outcome: 'refused', status: 422, reason: error.message };
  }
  throw error;
}
