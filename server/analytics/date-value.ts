import { DuckDBDateValue } from '@duckdb/node-api';
import { MILLISECONDS_A_DAY } from '../../core/calendar/business-day.ts';

/** A day `YYYY-MM-DD` as DuckDB holds it. */
export const dateValue = (day: string): DuckDBDateValue =>
  new DuckDBDateValue(Math.round(Date.parse(`${day}T00:00:00Z`) / MILLISECONDS_A_DAY));
