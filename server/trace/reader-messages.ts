import type { Instant } from '../../core/model/time.ts';
import type { RowFilter } from './reader-filter.ts';

/** What is asked of the thread that reads. */
export type Question =
  | {
      readonly ask: 'calls' | 'data' | 'logs';
      readonly filter: RowFilter;
      readonly limit: number;
      readonly before?: number | undefined;
      readonly after?: number | undefined;
      readonly milliseconds?: number | undefined;
    }
  | { readonly ask: 'call'; readonly traceId: string; readonly spanId: string; readonly near?: Instant | undefined }
  | { readonly ask: 'trace'; readonly traceId: string; readonly near?: Instant | undefined }
  | { readonly ask: 'traceOf'; readonly subject: string }
  | { readonly ask: 'names' };

export type ReaderMessage =
  | { readonly id: number; readonly question: Question }
  /** Nobody waits for the answer any more. */
  | { readonly cancel: number };

/** A long list comes in parts before the answer, so that taking it in does not hold up the thread that asked. */
export type ReaderReply = { readonly id: number } & (
  | { readonly part: readonly unknown[] }
  | { readonly answer: unknown }
  | { readonly problem: string }
);
