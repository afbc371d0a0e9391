import { type Logger, pino } from 'pino';

const redact = ['*.token', '*.password', '*.authorization', '*.secret'];

/** One JSON line an event on standard error, so that standard output holds answers only. */
export const consoleLog = (): Logger =>
  pino({ level: process.env.DESKBOOK_LOG ?? 'warn', redact, base: null }, pino.destination(2));

/** A command says what went wrong in its own words; the log keeps what nobody expected. */
export const quietLog = (): Logger =>
  pino({ level: process.env.DESKBOOK_LOG ?? 'error', redact, base: null }, pino.destination(2));
