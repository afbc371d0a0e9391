import type { BadRow, ImportReport, TakenRow } from '../../views/import-report.ts';
import { badRows, badRowText } from '../import/broken.ts';
import { textTable } from './output.ts';

const named = 1_000;

const count = (rows: number, what: string): string => `${rows.toLocaleString('en-US')} ${what}`;

const columns = [
  { name: 'row', type: 'INTEGER' },
  { name: 'status', type: 'VARCHAR' },
  { name: 'instrument', type: 'VARCHAR' },
  { name: 'side', type: 'VARCHAR' },
  { name: 'quantity', type: 'INTEGER' },
  { name: 'price', type: 'DECIMAL' },
  { name: 'utc', type: 'VARCHAR' },
  { name: 'local', type: 'VARCHAR' },
  { name: 'trade date', type: 'VARCHAR' },
  { name: 'account', type: 'VARCHAR' },
];

function table(rows: readonly TakenRow[], rowCount: number): string {
  const cells = rows.map(({ row, status, instrument, side, quantity, price, utc, local, tradeDate, account }) => [
    row,
    status,
    instrument,
    side,
    quantity,
    price,
    utc,
    local,
    tradeDate,
    account,
  ]);
  return textTable({ columns, rows: cells, rowCount, hash: '', milliseconds: 0 });
}

function badLines(bad: readonly BadRow[]): string[] {
  const lines = bad.slice(0, named).map((row) => `  ${badRowText(row)}`);
  return bad.length > named ? [...lines, `  … and ${bad.length - named} more`] : lines;
}

/** What a person reads of an import or its preview. */
export function reportText(report: ImportReport): string {
  const { file, about, outcome, rows, known, repeated, skipped, bad, first, notes } = report;
  const verb = { preview: 'would be new', imported: 'taken', refused: 'would be new' }[outcome];
  const lines = [`${file}: ${about}, ${count(rows, 'rows')}`];
  if (outcome === 'refused') {
    lines.push(`${badRows(bad.length)}, so nothing was taken; --keep-good takes the others. The header is row 1.`);
  } else {
    const counts = [count(report.new, verb), count(known, 'there already')];
    if (repeated > 0) counts.push(count(repeated, 'told twice'));
    lines.push(counts.join(', '));
    if (bad.length > 0) lines.push(`${count(bad.length, 'refused')}; the header is row 1:`);
  }
  lines.push(...badLines(bad));
  lines.push(...skipped.map(({ reason, rows: of }) => `${count(of, 'skipped')}: ${reason}`), ...notes);
  if (outcome === 'preview' && first.length > 0) lines.push('', table(first, report.new + known));
  return lines.join('\n');
}
