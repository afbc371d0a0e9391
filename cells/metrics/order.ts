import type { ColumnName, Row } from './schema.ts';

/** The columns of figures as they stand in a row. */
export const columns: readonly {
  readonly name: ColumnName;
  readonly label: string;
  readonly unit: string;
  readonly about: string;
}[] = [
  { name: 'calls', label: 'calls', unit: '/s', about: 'Calls that ended, a second' },
  { name: 'errors', label: 'errors', unit: '/s', about: 'Calls that failed, a second' },
  { name: 'p50', label: 'p50', unit: 'ms', about: 'Half of the calls took no longer' },
  { name: 'p95', label: 'p95', unit: 'ms', about: '95 of 100 calls took no longer' },
  { name: 'p99', label: 'p99', unit: 'ms', about: '99 of 100 calls took no longer' },
  { name: 'max', label: 'max', unit: 'ms', about: 'The longest call' },
];

const compareNames = (a: Row, b: Row): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

/** The worst by a column first; where it tells no difference, the slowest, then by name. */
export function worstFirst(rows: readonly Row[], by: ColumnName): Row[] {
  const placeOf = (name: ColumnName): number => columns.findIndex((each) => each.name === name);
  const [column, slow] = [placeOf(by), placeOf('p99')];
  const difference = (a: Row, b: Row, at: number): number => (b.figures[at] ?? 0) - (a.figures[at] ?? 0);
  return [...rows].sort((a, b) => difference(a, b, column) || difference(a, b, slow) || compareNames(a, b));
}

/** Rows in the order in which they stand already; what is new comes last. */
export function heldOrder(rows: readonly Row[], order: readonly string[]): Row[] {
  const places = new Map(order.map((name, index) => [name, index]));
  const place = ({ name }: Row): number => places.get(name) ?? order.length;
  return [...rows].sort((a, b) => place(a) - place(b));
}
