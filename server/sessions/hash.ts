import { createHash } from 'node:crypto';
import type { QueryResult } from '../../cells/kind.ts';

/** Equal for values that show the same. A query's result counts by the hash of all its rows, without how long it took. */
export function hashOf(value: unknown): string {
  const text = JSON.stringify(value, (_, item: unknown) =>
    isQueryResult(item) ? [item.hash, item.rowCount, item.rows.length, item.columns] : item,
  );
  return createHash('sha1')
    .update(text ?? '')
    .digest('base64url');
}

const isQueryResult = (item: unknown): item is QueryResult =>
  typeof item === 'object' &&
  item !== null &&
  'hash' in item &&
  'rowCount' in item &&
  'columns' in item &&
  'rows' in item;
