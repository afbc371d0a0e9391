import type { TraceProps } from './schema.ts';
import { timeOf } from './time-of.ts';

/** What a reader may choose above the table; an empty text is nothing. */
export const choices = ['last', 'process', 'group', 'status', 'text'] as const;
export type Choice = (typeof choices)[number];
export type Chosen = Readonly<Partial<Record<Choice, string>>>;

/** The range of the file as its control has it. */
export const rangeSaid = ({ last, from, to }: TraceProps): string => (from || to ? 'file' : (last ?? ''));

export const ranges = ['1m', '5m', '15m', '1h', '6h', '1d'] as const;

/** What holds: what the reader chose, else what the file says. A range of the reader's takes the place of the file's. */
export function holding(props: TraceProps, chosen: Chosen): TraceProps {
  const { last, process, group, status, text } = { ...props, ...chosen };
  const { last: _last, from, to, ...rest } = props;
  const range = chosen.last === undefined ? { last, from, to } : { last };
  const set = {
    ...rest,
    ...range,
    process,
    group,
    text,
    ...(status === 'OK' || status === 'ERR' ? { status } : { status: '' }),
  };
  return definedOf(set) as TraceProps;
}

const definedOf = (given: object): object =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''));

/** The address of a page of rows, or of the file of all of them. */
export function addressOf(props: TraceProps, page: Readonly<Record<string, string | number>>): `/api/${string}` {
  const { limit: _, from, to, ...said } = props;
  const times = { from: from === undefined ? undefined : timeOf(from), to: to === undefined ? undefined : timeOf(to) };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...said, ...times, ...page }))
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  return `/api/traces?${query}`;
}

/** The filter in words, for what cannot be changed any more. */
export function filterWords({
  rows,
  last,
  from,
  to,
  process,
  group,
  service,
  status,
  text,
  subject,
}: TraceProps): string {
  const times = [from && `from ${from}`, to && `to ${to}`].filter(Boolean).join(' ');
  return [
    rows === 'calls' ? 'calls' : 'values',
    last ? `last ${last}` : times,
    process && `process ${process}`,
    group && `group ${group}`,
    service && `service ${service}`,
    status && `status ${status}`,
    text && `text “${text}”`,
    subject && `about ${subject}`,
  ]
    .filter(Boolean)
    .join(' · ');
}
