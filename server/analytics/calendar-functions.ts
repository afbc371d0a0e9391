import {
  DATE,
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBDateVector,
  DuckDBScalarFunction,
  DuckDBTimestampVector,
  DuckDBVarCharVector,
  type DuckDBVector,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api';
import { MILLISECONDS_A_DAY } from '../../core/calendar/business-day.ts';
import type { Calendar, Calendars } from '../../core/calendar/calendar.ts';
import { type Instant, instant } from '../../core/model/time.ts';

/**
 * Lets SQL ask the desk's own calendars: `trade_date(timestamp)` is CME's trade date of a UTC timestamp, `trade_date(timestamp, 'nse')` that of
 * another exchange. NULL for nothing; an exchange nobody has fails the query.
 */
export function registerCalendarFunctions(connection: DuckDBConnection, calendars: Calendars): void {
  const shape = { name: 'trade_date', returnType: DATE, mainFunction: datesOf(calendars) };
  for (const session of [[], [VARCHAR]]) {
    connection.registerScalarFunction(
      DuckDBScalarFunction.create({ ...shape, parameterTypes: [TIMESTAMP, ...session] }),
    );
  }
}

const datesOf = (calendars: Calendars) => {
  const dateAt = dates();
  return (_info: unknown, chunk: DuckDBDataChunk, output: DuckDBVector): void => {
    const times = chunk.getColumnVector(0);
    const sessions = chunk.columnCount < 2 ? undefined : chunk.getColumnVector(1);
    if (!(times instanceof DuckDBTimestampVector && output instanceof DuckDBDateVector)) {
      throw new TypeError('A time came in another shape than TIMESTAMP.');
    }
    for (let row = 0; row < chunk.rowCount; row++) {
      const time = times.getItem(row);
      const name = sessions instanceof DuckDBVarCharVector ? sessions.getItem(row) : 'cme';
      const calendar = name === null ? undefined : calendarNamed(calendars, name);
      output.setItem(row, time === null || !calendar ? null : dateAt(calendar, instant(Number(time.micros))));
    }
    output.flush();
  };
};

function calendarNamed(calendars: Calendars, name: string): Calendar {
  const known = Object.values(calendars).find(({ session }) => session === name);
  if (known) return known;
  throw new RangeError(
    `There is no exchange "${name}" in the calendars; there are ${Object.keys(calendars).join(', ')}`,
  );
}

/** Rows mostly come in time, so that one date serves many of them. */
function dates(): (calendar: Calendar, at: Instant) => DuckDBDateValue {
  let last: { calendar: Calendar; text: string; value: DuckDBDateValue } | undefined;
  return (calendar, at) => {
    const text = calendar.tradeDateOf(at);
    if (last?.calendar !== calendar || last.text !== text) {
      last = { calendar, text, value: new DuckDBDateValue(Date.parse(`${text}T00:00:00Z`) / MILLISECONDS_A_DAY) };
    }
    return last.value;
  };
}
