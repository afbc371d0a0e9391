import type { LogLevel } from './row.ts';

/** From the least to the gravest. */
export const logLevels: readonly LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];

const words: Readonly<Record<string, LogLevel>> = {
  verbose: 'debug',
  notice: 'info',
  information: 'info',
  warning: 'warn',
  err: 'error',
  severe: 'error',
  critical: 'fatal',
  alert: 'fatal',
  emergency: 'fatal',
};

/** The level that a word of another program means; undefined where it is none. */
export function levelNamed(word: string): LogLevel | undefined {
  const plain = word.trim().toLowerCase();
  return logLevels.find((level) => level === plain) ?? (Object.hasOwn(words, plain) ? words[plain] : undefined);
}
