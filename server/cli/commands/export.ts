import { rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { CommandFailure } from '../client.ts';
import { type FolderOptions, withFolderOptions } from '../folders.ts';
import { openClient } from '../open-client.ts';
import { printJson, printLine } from '../output.ts';
import { collectParam } from '../params.ts';

interface Options extends FolderOptions {
  readonly json?: boolean;
  readonly output?: string;
  readonly param: ReadonlyMap<string, string>;
}

async function checkPlace(file: string): Promise<void> {
  const isFolder = (name: string): Promise<boolean> =>
    stat(name).then(
      (found) => found.isDirectory(),
      () => false,
    );
  const folder = path.dirname(path.resolve(file));
  if (!(await isFolder(folder))) throw new CommandFailure(`There is no folder ${folder} to write ${file} in.`);
  if (await isFolder(file)) throw new CommandFailure(`${file} is a folder. Name a file in it with --output.`);
}

/** The file is there whole or as it was before. */
async function writeWhole(file: string, text: string): Promise<void> {
  const part = `${file}.${process.pid}.part`;
  try {
    await writeFile(part, text);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

export const exportCommand = (): Command =>
  withFolderOptions(new Command('export'))
    .description('Write a notebook as one HTML file that needs no network and no script.')
    .argument('<notebook>', 'the id of a notebook, as in its address')
    .option('-o, --output <file>', 'where to write it (default: <notebook>.html here)')
    .option('--param <name=value>', 'set an input (repeatable)', collectParam, new Map<string, string>())
    .option('--json', 'print {file, bytes}')
    .action(async (notebook: string, { json, output, param, ...folders }: Options) => {
      const file = output ?? `${notebook}.html`;
      await checkPlace(file);
      const client = await openClient(folders);
      try {
        const document = await client.export(notebook, param);
        await writeWhole(file, document);
        const bytes = Buffer.byteLength(document);
        if (json) printJson({ file, bytes });
        else printLine(`${file}  ${Math.round(bytes / 1024).toLocaleString('en-US')} KB`);
      } finally {
        await client.close();
      }
    });
