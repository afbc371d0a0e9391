import type { z } from 'zod';
import { VenueProblem } from '../../../core/venue/books.ts';
import type { TtAnswer, TtAsk, TtHttp } from './http.ts';
import { type Records, readOne, readRecords } from './parse/records.ts';

const most = 1_000;

export interface Page<T> extends Records<T> {
  readonly lastPage: boolean;
  readonly nextPageKey?: string;
}

/** One page. One with records that cannot be read and were not told before is asked for once more, as bytes may have broken on their way. */
export async function page<T>(http: TtHttp, ask: TtAsk, member: string, record: z.ZodType<T>): Promise<Page<T>> {
  return checked(http, ask, ({ text, members }) => readRecords(text, members, member, record));
}

/** What is asked for by its id; undefined where it cannot be read. */
export async function one<T>(http: TtHttp, ask: TtAsk, member: string, record: z.ZodType<T>): Promise<T | undefined> {
  const { rows } = await checked(http, ask, ({ text, members }) => readOne(text, members, member, record));
  return rows[0];
}

export interface AllPages<T> {
  readonly rows: readonly T[];
  /** Whether every record could be read: what is missing is missing at TT. */
  readonly whole: boolean;
}

/** The records of all pages. */
export async function pages<T>(http: TtHttp, ask: TtAsk, member: string, record: z.ZodType<T>): Promise<AllPages<T>> {
  const rows: T[] = [];
  let whole = true;
  const keys = new Set<string>();
  for (let key: string | undefined; keys.size < most; ) {
    const next: Page<T> = await page(
      http,
      key === undefined ? ask : { ...ask, query: { ...ask.query, nextPageKey: key } },
      member,
      record,
    );
    rows.push(...next.rows);
    whole = whole && next.unread.length === 0;
    key = next.nextPageKey;
    if (next.lastPage || key === undefined) return { rows, whole };
    if (keys.has(key)) throw new VenueProblem(`TT gives the same page of ${ask.service}/${ask.path} for ever.`);
    keys.add(key);
  }
  throw new VenueProblem(`TT has more than ${most} pages of ${ask.service}/${ask.path}.`);
}

async function checked<T>(http: TtHttp, ask: TtAsk, read: (answer: TtAnswer) => Records<T>): Promise<Page<T>> {
  const tried = async () => {
    const answer = await http.get(ask);
    const records = read(answer);
    const told = records.unread.map(({ reason, text }) => http.tell(ask, reason, text));
    const { lastPage, nextPageKey } = answer;
    return { ...records, lastPage, ...(nextPageKey === undefined ? {} : { nextPageKey }), broken: told.includes(true) };
  };
  const first = await tried();
  if (!first.broken) return first;
  const second = await tried();
  return second.unread.length <= first.unread.length ? second : first;
}
