import { Argument, Command, Option } from 'commander';
import { type AmendmentRequest, amendmentRequest } from '../../desk/amend-fill.ts';
import { WrongUse } from '../client.ts';
import { type FolderOptions, withFolderOptions } from '../folders.ts';
import { openClient } from '../open-client.ts';
import { printJson, printLine } from '../output.ts';

interface Options extends FolderOptions {
  readonly side?: string;
  readonly quantity?: string;
  readonly price?: string;
  readonly reason: string;
  readonly json?: boolean;
}

function requestOf(type: string, execution: string, { side, quantity, price, reason }: Options): AmendmentRequest {
  const parsed = amendmentRequest.safeParse({
    executionId: execution,
    type,
    reason,
    ...(side === undefined ? {} : { side }),
    ...(quantity === undefined ? {} : { quantity: Number(quantity) }),
    ...(price === undefined ? {} : { price }),
  });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '));
  throw new WrongUse(`This is no amendment: ${problems.join('; ')}.`);
}

export const amendCommand = (): Command =>
  withFolderOptions(new Command('amend'))
    .description('Take an execution of the record back, or state it anew; lots, positions and P&L are folded again.')
    .addArgument(new Argument('<what>', 'bust takes it back, correct states it anew').choices(['bust', 'correct']))
    .argument('<execution>', 'the execution id, as the source fills has it')
    .addOption(new Option('--side <side>', 'of a correction').choices(['buy', 'sell']))
    .option('--quantity <contracts>', 'of a correction')
    .option('--price <text>', 'of a correction, in any form the instrument knows')
    .requiredOption('--reason <text>', 'why; it is journalled')
    .option('--json', 'print {executionId, type, instrument, account, side, quantity, price}')
    .action(async (type: string, execution: string, options: Options) => {
      const request = requestOf(type, execution, options);
      const client = await openClient(options);
      try {
        const amended = await client.amend(request);
        const { instrument, account, side, quantity, price } = amended;
        const terms = `${side} ${quantity} ${instrument} at ${price} in ${account}`;
        if (options.json) printJson(amended);
        else printLine(`${amended.executionId} ${type === 'bust' ? 'is taken back:' : 'is now'} ${terms}`);
      } finally {
        await client.close();
      }
    });
