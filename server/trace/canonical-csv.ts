import { canonicalCsv, canonicalHeader } from '../../core/trace/canonical.ts';
import type { CanonicalRow, Page } from '../../core/trace/query.ts';

const rowsOfPage = 2_000;

/** The canonical columns as CSV, newest first, page by page; the first piece is the header with the first page. */
export async function* csvLines(
  page: (limit: number, before: number | undefined) => Promise<Page<CanonicalRow>>,
  limit: number,
  before: number | undefined,
): AsyncGenerator<string, void> {
  let header = canonicalHeader;
  let next = before;
  for (let left = limit; left > 0; ) {
    const { rows, before: older } = await page(Math.min(left, rowsOfPage), next);
    if (header !== '' || rows.length > 0) yield header + canonicalCsv(rows);
    header = '';
    left -= rows.length;
    if (older === undefined) return;
    next = older;
  }
}
