import type { Bounds } from '../../core/calendar/calendar.ts';
import { easternSession } from '../../core/calendar/eastern-session.ts';
import { localInstant, UnclearLocalTime } from '../../core/calendar/local-time.ts';
import { tradeDateBounds, tradeDateOf, zoneOf } from '../../core/calendar/session.ts';
import type { SessionName } from '../../core/model/instrument.ts';
import { fromMilliseconds, type Instant } from '../../core/model/time.ts';

const NEW_YORK = 'America/New_York';
const NOON = '12:00';

/** The zone that times without one are told in: a session of Globex is by the clocks of New York. */
export const spanZone = (session: SessionName): string => (session === 'cme' ? NEW_YORK : zoneOf(session));

/** How sessions are told apart. */
export interface Sessions {
  readonly name: SessionName;
  /** A market that never closes trades between sessions too, so its trade dates follow each other without gaps. */
  readonly neverCloses: boolean;
}

/** The session of an instant: of Globex 18:00 to 17:00, elsewhere the exchange's trade date. */
const sessionAt = ({ name, neverCloses }: Sessions, at: Instant): Bounds =>
  name === 'cme' && !neverCloses ? easternSession(at) : tradeDateBounds(name, tradeDateOf(name, at));

/**
 * From the texts of a span: a day (`2026-11-20`) means the session that ends on it, a time (`2026-11-20T10:30`) an instant by the session's clocks, or by
 * its own zone where it names one. Without any it is the session of `now`; without an end, of a day that session alone, of a time until `now`. Throws a
 * `RangeError` that says what cannot be read.
 */
export function spanOf(
  texts: { from?: string | undefined; to?: string | undefined },
  session: Sessions,
  now: Instant,
): Bounds {
  const { from, to } = texts;
  if (from === undefined) {
    if (to !== undefined) throw new RangeError('A span has a beginning: say from when.');
    return sessionAt(session, now);
  }
  const first = boundsOf(from, session);
  const last = to === undefined ? undefined : boundsOf(to, session);
  const end = last?.end ?? (isDay(from) ? first.end : now);
  if (end <= first.start) throw new RangeError(`${to ?? 'now'} is not after ${from}.`);
  return { start: first.start, end };
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** A time is both of its ends. */
function boundsOf(text: string, session: Sessions): Bounds {
  const zone = spanZone(session.name);
  if (isDay(text)) return sessionAt(session, read(text, `${text} ${NOON}`, zone));
  const at = read(text, text, zone);
  return { start: at, end: at };
}

function read(written: string, text: string, zone: string): Instant {
  if (/(?:Z|[+-]\d{2}:?\d{2})$/.test(text) && text.includes('T') && Number.isFinite(Date.parse(text)))
    return fromMilliseconds(Date.parse(text));
  try {
    return localInstant(zone, text);
  } catch (error) {
    if (error instanceof UnclearLocalTime) throw new RangeError(`${error.message}.`);
    throw new RangeError(`"${written}" is no day and no time; write 2026-11-20, or 2026-11-20T10:30 (${zone}).`);
  }
}
