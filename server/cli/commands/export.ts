import { rename, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { openClient } from '../open-client.ts';
import { printJson, printLine } from '../output.ts';
import { collectParam } from '../params.ts';

interface Options {
  readonly data?: string;
  readonly json?: boolean;
  readonly output?: string;
  readonly param: ReadonlyMap<string, string>;
}

export const exportCommand = (): Command =>
  new Command('export')
    .description('Write a notebook as one HTML file that needs no network and no script.')
    .argument('<notebook>', 'the id of a notebook, as in its address')
    .option('-o, --output <file>', 'where to write it (default: <notebook>.html here)')
    .option('--param <name=value>', 'set an input (repeatable)', collectParam, new Map<string, string>())
    .option('--data <dir>', 'the data folder (also DESKBOOK_DATA)')
    .option('--json', 'print {file, bytes}')
    .action(async (notebook: string, { data, json, output, param }: Options) => {
      const file = output ?? `${notebook}.html`;
      const client = await openClient(data);
      try {
        const document = await client.export(notebook, param);
        const whole = `${file}.${process.pid}.part`;
        await writeFile(whole, document);
        await rename(whole, file);
        const bytes = Buffer.byteLength(document);
        if (json) printJson({ file, bytes });
        else printLine(`${file}  ${Math.round(bytes / 1024).toLocaleString('en-US')} KB`);
      } finally {
        await client.close();
      }
    });
