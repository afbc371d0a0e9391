/** One row that cannot be read; rows count as an editor does, the header being row 1. */
export interface BrokenRow {
  readonly row: number;
  readonly problem: string;
}

const shown = 20;

/** A file that was not imported, not even in part. The message lists the rows and what is wrong with each. */
export class ImportRefused extends Error {
  readonly broken: readonly BrokenRow[];

  constructor(message: string, broken: readonly BrokenRow[] = []) {
    super(message);
    this.name = 'ImportRefused';
    this.broken = broken;
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
