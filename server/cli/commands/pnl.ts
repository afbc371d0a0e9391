import { Command, Option } from 'commander';
import { MalformedText, OutOfRange, UnknownName } from '../../../core/errors.ts';
import { FillConflict } from '../../../core/pnl/fill-conflict.ts';
import type { LotMethodName } from '../../../core/pnl/method.ts';
import { lotMethodNames, lotMethods } from '../../../core/pnl/methods.ts';
import { readFillsFile } from '../../import/read-fills.ts';
import { CommandFailure } from '../client.ts';
import type { FolderOptions } from '../folders.ts';
import { printJson, printLine } from '../output.ts';
import { pnlOfFills } from '../pnl-file.ts';
import { pnlJson, pnlText } from '../pnl-output.ts';
import { openRegistry } from '../registry.ts';

interface Options extends Pick<FolderOptions, 'config'> {
  readonly method: LotMethodName;
  readonly mark: readonly string[];
  readonly instrument?: string;
  readonly zone?: string;
  readonly json?: boolean;
}

async function answer(file: string, options: Options): Promise<void> {
  const { instrument, zone, mark: marks } = options;
  const registry = await openRegistry(options);
  const terms = { ...(instrument === undefined ? {} : { instrument }), ...(zone === undefined ? {} : { zone }) };
  const { fills } = await readFillsFile(file, registry, terms);
  const rows = pnlOfFills(fills, { registry, method: lotMethods[options.method], marks });
  if (options.json) printJson(rows.map(pnlJson));
  else printLine(pnlText(rows));
}

function sentence(error: unknown): unknown {
  if (error instanceof MalformedText || error instanceof OutOfRange) return new CommandFailure(`${error.message}.`);
  if (error instanceof UnknownName || error instanceof FillConflict) return new CommandFailure(error.message);
  return error;
}

export const pnlCommand = (): Command =>
  new Command('pnl')
    .description('Realized and open P&L of a file of fills by a lot method, before fees. Exact, and without a console.')
    .argument(
      '<file>',
      'CSV or gzip CSV with side, quantity, price; rows go by time, without one in the order of the file',
    )
    .addOption(new Option('--method <method>', 'which lot a fill closes').choices(lotMethodNames).default('fifo'))
    .option(
      '--mark <price>',
      "price that open lots are valued at; of several instruments ZN=110'16 (repeatable)",
      (mark: string, marks: readonly string[]) => [...marks, mark],
      [],
    )
    .option('--instrument <name>', 'product or contract of rows that name none')
    .option('--zone <zone>', 'time zone of local times, where the file says none')
    .option('--config <dir>', 'the folder of instruments.json (also DESKBOOK_CONFIG; else config of the checkout)')
    .option('--json', 'print an array with one object for each instrument')
    .action((file: string, options: Options) =>
      answer(file, options).catch((error: unknown) => {
        throw sentence(error);
      }),
    );
