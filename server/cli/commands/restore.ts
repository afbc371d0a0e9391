import { Command } from 'commander';
import { WrongUse } from '../client.ts';
import { type FolderOptions, withFolderOptions } from '../folders.ts';
import { openClient } from '../open-client.ts';
import { printJson, printLine } from '../output.ts';

interface Options extends FolderOptions {
  readonly json?: boolean;
}

function numberOf(text: string): number {
  if (/^[1-9]\d{0,11}$/.test(text)) return Number(text);
  throw new WrongUse(`${JSON.stringify(text)} is no number of a revision. deskbook revisions NOTEBOOK lists them.`);
}

export const restoreCommand = (): Command =>
  withFolderOptions(new Command('restore'))
    .description(
      'Give a notebook the text of one of its revisions, as one more revision; a deleted notebook comes back.',
    )
    .argument('<notebook>', 'the id of a notebook, as in its address')
    .argument('<revision>', 'its number, as deskbook revisions lists it')
    .option('--json', 'print {id, revision, title}')
    .action(async (notebook: string, revision: string, { json, ...folders }: Options) => {
      const number = numberOf(revision);
      const client = await openClient(folders);
      try {
        const restored = await client.restore(notebook, number);
        if (json) printJson(restored);
        else printLine(`${restored.title} (${restored.id}) is as it was in revision ${restored.revision}.`);
      } finally {
        await client.close();
      }
    });
