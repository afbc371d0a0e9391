import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBScalarFunction,
  DuckDBTimestampValue,
  DuckDBTimestampVector,
  DuckDBVarCharVector,
  type DuckDBVector,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api';
import { parseFrame } from '../../core/bars/frame.ts';
import { BarGrid } from '../../core/bars/grid.ts';
import type { Calendars } from '../../core/calendar/calendar.ts';
import { instant } from '../../core/model/time.ts';

/**
 * Lets SQL cut time as the desk does: `bar_start(timestamp, frame)` is where the bar of a frame (`5m`, `4h`, `1d`) begins that a UTC timestamp is in, by
 * CME's sessions, and with a third argument by those of another exchange. NULL for nothing; a frame or an exchange that is none fails the query.
 */
export function registerBarFunctions(connection: DuckDBConnection, calendars: Calendars): void {
  const shape = { name: 'bar_start', returnType: TIMESTAMP, mainFunction: startsOf(calendars) };
  for (const session of [[], [VARCHAR]]) {
    const parameterTypes = [TIMESTAMP, VARCHAR, ...session];
    connection.registerScalarFunction(DuckDBScalarFunction.create({ ...shape, parameterTypes }));
  }
}

const startsOf = (calendars: Calendars) => {
  const grids = new Map<string, BarGrid>();
  return (_info: unknown, chunk: DuckDBDataChunk, output: DuckDBVector): void => {
    const times = chunk.getColumnVector(0);
    const frames = chunk.getColumnVector(1);
    const sessions = chunk.columnCount < 3 ? undefined : chunk.getColumnVector(2);
    if (!(times instanceof DuckDBTimestampVector && output instanceof DuckDBTimestampVector)) {
      throw new TypeError('A time came in another shape than TIMESTAMP.');
    }
    for (let row = 0; row < chunk.rowCount; row++) {
      const time = times.getItem(row);
      const frame = frames instanceof DuckDBVarCharVector ? frames.getItem(row) : null;
      const session = sessions instanceof DuckDBVarCharVector ? sessions.getItem(row) : 'cme';
      if (time === null || frame === null || session === null) {
        output.setItem(row, null);
        continue;
      }
      const { start } = gridOf(grids, calendars, frame, session).spanOf(instant(Number(time.micros)));
      output.setItem(row, new DuckDBTimestampValue(BigInt(start)));
    }
    output.flush();
  };
};

function gridOf(grids: Map<string, BarGrid>, calendars: Calendars, frame: string, session: string): BarGrid {
  const key = `${frame} ${session}`;
  const known = grids.get(key);
  if (known) return known;
  const calendar = Object.values(calendars).find((each) => each.session === session);
  if (calendar === undefined) {
    const names = Object.keys(calendars).join(', ');
    throw new RangeError(`There is no exchange "${session}" in the calendars; there are ${names}`);
  }
  const grid = new BarGrid(parseFrame(frame), calendar);
  grids.set(key, grid);
  return grid;
}
