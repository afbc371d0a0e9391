import path from 'node:path';
import { Command } from 'commander';
import { didYouMean } from '../../../core/nearest.ts';
import type { Finding } from '../../check/finding.ts';
import { CommandFailure } from '../client.ts';
import { configFolderPath, dataFolderPath, type FolderOptions, withFolderOptions } from '../folders.ts';
import { printJson, printLine } from '../output.ts';

interface Options extends FolderOptions {
  readonly strict?: boolean;
  readonly json?: boolean;
}

interface Checked {
  readonly notebook: string;
  readonly file: string;
  readonly findings: readonly Finding[];
}

/** As one would type it from here, where it lies below. */
function fromHere(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') || path.isAbsolute(relative) ? file : relative;
}

const counted = (count: number, one: string): string => `${count === 0 ? 'no' : count} ${one}${count === 1 ? '' : 's'}`;

function report(checked: readonly Checked[], errors: number, warnings: number): void {
  for (const { file, findings } of checked) {
    for (const { line, column, severity, cell, message, hint } of findings) {
      const of = cell === null ? '' : ` ${cell}:`;
      printLine(`${fromHere(file)}:${line}:${column}: ${severity}:${of} ${[message, hint].filter(Boolean).join(' ')}`);
    }
  }
  printLine(`${counted(checked.length, 'notebook')}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}.`);
}

async function check(names: readonly string[], { strict = false, json = false, ...folders }: Options): Promise<void> {
  const [{ checkNotebook }, { openCheckTools }, notebooks] = await Promise.all([
    import('../../check/check.ts'),
    import('../../check/tools.ts'),
    import('../../check/notebooks.ts'),
  ]);
  const dataFolder = dataFolderPath(folders);
  const find = (name: string) =>
    notebooks.findNotebook(name, dataFolder).catch((error: unknown) => {
      if (!(error instanceof notebooks.NoSuchNotebook)) throw error;
      throw new CommandFailure(`${error.message}${didYouMean(error.near)}`);
    });
  const sources = names.length > 0 ? await Promise.all(names.map(find)) : await notebooks.allNotebooks(dataFolder);
  const tools = await openCheckTools(dataFolder, configFolderPath(folders));
  try {
    const checked: Checked[] = [];
    for (const { id, file, text } of sources) {
      checked.push({ notebook: id, file, findings: await checkNotebook(id, text, tools) });
    }
    const all = checked.flatMap(({ findings }) => findings);
    const errors = all.filter(({ severity }) => severity === 'error').length;
    const warnings = all.length - errors;
    if (json) printJson({ notebooks: checked, errors, warnings });
    else report(checked, errors, warnings);
    if (errors > 0 || (strict && warnings > 0)) process.exitCode = 1;
  } finally {
    await tools.close();
  }
}

export const checkCommand = (): Command =>
  withFolderOptions(new Command('check'))
    .description(
      'Say what is wrong in notebooks without running them: cycles, names that nothing has, properties that do not fit, SQL that is refused, inputs that nobody reads.',
    )
    .argument('[notebooks...]', 'ids of notebooks or paths of files; all there are where none is named')
    .option('--strict', 'fail for warnings too')
    .option(
      '--json',
      'print {notebooks: [{notebook, file, findings: [{line, column, cell, severity, code, message, hint}]}], errors, warnings}',
    )
    .action(check);
