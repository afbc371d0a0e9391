import type { BadRow } from '../../views/import-report.ts';

export type { BadRow };

/** One row that cannot be read; rows count as an editor does, the header being row 1. */
export interface BrokenRow {
  readonly row: number;
  readonly problem: string;
}

const shown = 20;
const named = 1_000;

export const badRows = (count: number): string => `${count} bad ${count === 1 ? 'row' : 'rows'}`;

/** `row 4, Price "abc": expected …`. */
export const badRowText = ({ row, column, value, reason }: BadRow): string =>
  column === '' ? `row ${row}: ${reason}` : `row ${row}, ${column} ${JSON.stringify(value)}: ${reason}`;

/** A file that was not imported, not even in part. The message lists the rows and what is wrong with each. */
export class ImportRefused extends Error {
  readonly broken: readonly BrokenRow[];

  constructor(message: string, broken: readonly BrokenRow[] = []) {
    super(message);
    this.name = 'ImportRefused';
    this.broken = broken;
  }

  static ofBadRows(file: string, bad: readonly BadRow[]): ImportRefused {
    const lines = bad.slice(0, named).map((row) => `  ${badRowText(row)}`);
    if (bad.length > named) lines.push(`  … and ${bad.length - named} more`);
    const broken = bad.map(({ row, reason }) => ({ row, problem: reason }));
    return new ImportRefused(
      `${file} has ${badRows(bad.length)}; nothing was taken. The header is row 1.\n${lines.join('\n')}`,
      broken,
    );
  }

  static ofRows(file: string, broken: readonly BrokenRow[], more: boolean): ImportRefused {
    const count = `${more ? 'at least ' : ''}${broken.length} broken ${broken.length === 1 ? 'row' : 'rows'}`;
    const lines = broken.slice(0, shown).map(({ row, problem }) => `  row ${row}: ${problem}`);
    if (broken.length > shown) lines.push(`  … and ${broken.length - shown} more`);
    return new ImportRefused(
      `${file} has ${count}; nothing was imported. The header is row 1.\n${lines.join('\n')}`,
      broken,
    );
  }
}
