import { Command } from 'commander';
import type { Line } from '../../doctor/line.ts';
import { configFolderPath, dataFolderPath, type FolderOptions, withFolderOptions } from '../folders.ts';
import { printJson, printLine } from '../output.ts';

interface Options extends FolderOptions {
  readonly json?: boolean;
}

const countOf = (lines: readonly Line[], state: Line['state']): number =>
  lines.filter((line) => line.state === state).length;

function report(lines: readonly Line[]): void {
  for (const { area, state, text, todo } of lines) {
    printLine(`${state.padEnd(7)}  ${area.padEnd(8)}  ${text}`);
    if (todo !== undefined) printLine(`${' '.repeat(19)}${todo}`);
  }
  const [problems, notes] = [countOf(lines, 'problem'), countOf(lines, 'note')];
  const found =
    problems === 0 ? 'Nothing keeps Deskbook from working' : `${problems} problem${problems === 1 ? '' : 's'}`;
  printLine(`${found}${notes === 0 ? '' : `, ${notes} note${notes === 1 ? '' : 's'}`}.`);
}

export const doctorCommand = (): Command =>
  withFolderOptions(new Command('doctor'))
    .description(
      'Look at everything a console needs and say what to do: versions, settings, data folder, disk, port, browser, clock, venues, webhooks, build.',
    )
    .option('--json', 'print {lines: [{area, state: ok|note|problem, text, todo}], problems, notes}')
    .action(async ({ json, ...folders }: Options) => {
      const { examine } = await import('../../doctor/examine.ts');
      const lines = await examine({
        dataFolder: dataFolderPath(folders),
        configFolder: configFolderPath(folders),
        environment: process.env,
      });
      const problems = countOf(lines, 'problem');
      if (json) printJson({ lines, problems, notes: countOf(lines, 'note') });
      else report(lines);
      if (problems > 0) process.exitCode = 1;
    });
