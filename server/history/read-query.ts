import { parseFrame } from '../../core/bars/frame.ts';
import type { HistoryRequest } from '../../core/bars/history.ts';
import { parseDay } from '../../core/calendar/business-day.ts';
import { type Calendar, type Calendars, zoneOf } from '../../core/calendar/calendar.ts';
import { localInstant, UnclearLocalTime } from '../../core/calendar/local-time.ts';
import { OutOfRange } from '../../core/errors.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { fromMilliseconds, type Instant } from '../../core/model/time.ts';

/** A question as a person or a program writes it. */
export interface HistoryQuery {
  /** A contract, or a root for its front month. */
  readonly instrument: string;
  /** `1m` where it is left out. */
  readonly frame?: string | undefined;
  /** `2026-11-20` (a trade date, whole), `2026-11-20T14:30` in the zone of the exchange, or with `Z` or an offset. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly count?: number | undefined;
}

/** Reads a question. Throws `UnknownName`, `MalformedText` or `OutOfRange` with what to write instead. */
export function readQuery(
  { instrument: name, frame = '1m', from, to, count }: HistoryQuery,
  resolve: (name: string) => Instrument,
  calendars: Calendars,
): HistoryRequest {
  const instrument = resolve(name);
  const calendar = calendars[instrument.session];
  return {
    instrument,
    frame: parseFrame(frame),
    ...(from === undefined ? {} : { from: readInstant('from', from, calendar, (date) => date.start) }),
    ...(to === undefined ? {} : { to: readInstant('to', to, calendar, (date) => date.end) }),
    ...(count === undefined ? {} : { count }),
  };
}

const withZone = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

function readInstant(
  what: string,
  text: string,
  calendar: Calendar,
  ofDate: (bounds: ReturnType<Calendar['bounds']>) => Instant,
): Instant {
  const day = parseDay(text);
  if (day !== undefined) {
    const date = calendar.isTradeDate(day) || what === 'from' ? calendar.onOrAfter(day) : calendar.previous(day);
    return ofDate(calendar.bounds(date));
  }
  if (withZone.test(text)) {
    const at = Date.parse(text);
    if (!Number.isNaN(at)) return fromMilliseconds(at);
  }
  try {
    return localInstant(zoneOf(calendar.session), text);
  } catch (error) {
    if (error instanceof UnclearLocalTime) throw new OutOfRange(`${what}: ${error.message}.`);
    const zone = zoneOf(calendar.session);
    throw new OutOfRange(
      `${what}: "${text}" is no time; write a trade date as 2026-11-20, or a time in ${zone} as 2026-11-20T14:30.`,
    );
  }
}
