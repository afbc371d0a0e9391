import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { didYouMean } from '../../../core/nearest.ts';
import { CommandFailure, WrongUse } from '../client.ts';
import { configFolderPath, dataFolderPath, type FolderOptions, withFolderOptions } from '../folders.ts';
import { printJson, printLine } from '../output.ts';

interface Options extends FolderOptions {
  readonly from?: string;
  readonly json?: boolean;
}

function checkedTitle(text: string): string {
  const title = text.trim();
  if (title !== '' && title.length <= 80 && !/[\r\n]/.test(title)) return title;
  throw new WrongUse('A notebook needs a title of 1 to 80 characters on one line.');
}

async function textOf(title: string, from: string | undefined, dataFolder: string): Promise<string> {
  const { starterNotebook } = await import('../../store/starter.ts');
  if (from === undefined) return starterNotebook(title);
  const { findNotebook, NoSuchNotebook } = await import('../../check/notebooks.ts');
  const { parse, print, setTitle } = await import('../../../notebook/format/index.ts');
  try {
    const { text } = await findNotebook(from, dataFolder);
    return print(setTitle(parse(text), title));
  } catch (error) {
    if (error instanceof NoSuchNotebook) throw new CommandFailure(`${error.message}${didYouMean(error.near)}`);
    throw error;
  }
}

/** Where a browser finds it: at the console that runs, else at the one that a start would be. */
async function addressOf(
  id: string,
  dataFolder: string,
  configFolder: string,
): Promise<{ address: string; running: boolean }> {
  const { runningConsole } = await import('../../journal/data-folder.ts');
  const { loadConfig } = await import('../../../config/load.ts');
  const running = runningConsole(dataFolder)?.address;
  const console = running ?? `http://127.0.0.1:${(await loadConfig(configFolder)).server.port}`;
  return { address: `${console}/notebooks/${id}`, running: running !== undefined };
}

/** A notebook is a file, so a new one is written beside a console that runs too: it is picked up as any file is. */
async function make(text: string, { from, json, ...folders }: Options): Promise<void> {
  const title = checkedTitle(text);
  const dataFolder = dataFolderPath(folders);
  const [{ allNotebooks, ownNotebooks }, { notebookId }, { Folder }] = await Promise.all([
    import('../../check/notebooks.ts'),
    import('../../store/notebook-id.ts'),
    import('../../store/folder.ts'),
  ]);
  const body = await textOf(title, from, dataFolder);
  const id = notebookId(title, new Set());
  const taken = (await allNotebooks(dataFolder)).find((notebook) => notebook.id === id)?.file;
  const file = path.join(ownNotebooks(dataFolder), `${id}.md`);
  const refuse = (where: string) =>
    new CommandFailure(`There is a notebook ${id} already (${where}). Choose another title.`);
  if (taken !== undefined) throw refuse(taken);
  await mkdir(ownNotebooks(dataFolder), { recursive: true });
  await new Folder(ownNotebooks(dataFolder)).create(id, body).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? refuse(file) : error;
  });
  const { address, running } = await addressOf(id, dataFolder, configFolderPath(folders));
  if (json) printJson({ id, title, file, address });
  else printLine(running ? `${file}\n${address}` : `${file}\n${address} once the console runs`);
}

export const newCommand = (): Command =>
  withFolderOptions(new Command('new'))
    .description('Make a notebook in the data folder and print where it is.')
    .argument('<title>', 'its title, of which its id is made')
    .option('--from <notebook>', 'begin with the text of this notebook, by id or as a file')
    .option('--json', 'print {id, title, file, address}')
    .action(make);
