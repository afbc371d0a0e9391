import { type Logger, pino } from 'pino';
import { logStream } from '../trace/log-stream.ts';

const redact = ['*.token', '*.password', '*.authorization', '*.secret'];
const kept = 'info';

/**
 * One JSON line an event: on standard error from the level that `DESKBOOK_LOG` names, so that standard output holds answers only, and in the trace store
 * whatever is of the level `info` or graver.
 */
function logFrom(usual: string): Logger {
  const shown = process.env.DESKBOOK_LOG ?? usual;
  const { values } = pino.levels;
  const level = shown === 'silent' || (values[shown] ?? 0) > (values[kept] ?? 0) ? kept : shown;
  const streams = [
    { level: shown, stream: pino.destination(2) },
    { level: kept, stream: logStream },
  ];
  return pino({ level, redact, base: null }, pino.multistream(streams));
}

export const consoleLog = (): Logger => logFrom('warn');

/** A command says what went wrong in its own words; the log keeps what nobody expected. */
export const quietLog = (): Logger => logFrom('error');
