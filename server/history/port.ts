import type { HistoryReader } from '../../core/bars/history.ts';
import type { CacheHealth } from '../../core/venue/health.ts';

/** The history of a console, which says how often it finds what it is asked for. */
export interface History extends HistoryReader {
  caches(): readonly CacheHealth[];
}
