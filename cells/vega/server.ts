import type { CellContext, Refs } from '../kind.ts';
import { relationNames, rowObjects } from './datasets.ts';
import type { VegaProps, VegaValue } from './schema.ts';

/** More points than a chart has pixels help nobody; a query that aggregates is the way to draw more. */
const rowLimit = 20_000;

export const refs = (props: VegaProps): Refs => ({ reads: relationNames(props) });

const quoted = (name: string): string =>
  name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');

export async function* frames(props: VegaProps, context: CellContext): AsyncIterable<VegaValue> {
  const datasets: Record<string, Record<string, unknown>[]> = {};
  let rowCount = 0;
  let shown = 0;
  for (const name of relationNames(props)) {
    const result = await context.query(`select * from ${quoted(name)}`, { limit: rowLimit });
    datasets[name] = rowObjects(result);
    rowCount += result.rowCount;
    shown += result.rows.length;
  }
  yield { datasets, rowCount, shown };
}
