import { logLevels } from '../../core/trace/log-level.ts';
import type { LogLevel } from '../../core/trace/row.ts';
import type { LogsProps } from './schema.ts';

/** What a reader may choose above the lines. */
export const choices = ['level', 'text'] as const;
type Chosen = Readonly<Partial<Record<(typeof choices)[number], string>>>;

/** What holds: what the reader chose, else what the file says. */
export function holding(props: LogsProps, { level, text }: Chosen): LogsProps {
  return {
    ...props,
    level: logLevels.find((one) => one === level) ?? props.level,
    ...(text === undefined ? {} : { text }),
  };
}

/** The address of a page of lines. */
export function addressOf(
  { level, text, service, last }: LogsProps,
  page: Readonly<Record<string, number>>,
): `/api/${string}` {
  const query = new URLSearchParams({ level });
  for (const [name, value] of Object.entries({ text, service, last, ...page }))
    if (value !== undefined && value !== '') query.set(name, String(value));
  return `/api/logs?${query}`;
}

/** A level with those that are worse; nothing is better than the one or worse than the other end. */
export const levelWords = (level: LogLevel): string => (level === 'fatal' ? level : `${level} and worse`);

/** The filter in words, for what cannot be changed any more. */
export function filterWords({ level, text, service, last }: LogsProps): string {
  return [levelWords(level), last && `last ${last}`, service && `service ${service}`, text && `text “${text}”`]
    .filter(Boolean)
    .join(' · ');
}
