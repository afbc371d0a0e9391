import { Command } from 'commander';
import { type FolderOptions, withFolderOptions } from '../folders.ts';
import { openClient } from '../open-client.ts';
import { printJson, printLine } from '../output.ts';

interface Options extends FolderOptions {
  readonly json?: boolean;
}

export const revisionsCommand = (): Command =>
  withFolderOptions(new Command('revisions'))
    .description(
      'List the texts that a notebook had, newest first, a deleted one too: when, why, and how much changed.',
    )
    .argument('<notebook>', 'the id of a notebook, as in its address')
    .option('--json', 'print {id, exists, revisions: [{id, at, reason, added, removed}]}, lines added and removed')
    .action(async (notebook: string, { json, ...folders }: Options) => {
      const client = await openClient(folders);
      try {
        const told = await client.revisions(notebook);
        if (json) {
          printJson(told);
          return;
        }
        for (const { id, at, reason, added, removed } of told.revisions) {
          printLine(`${String(id).padStart(6)}  ${at}  ${`+${added} -${removed}`.padEnd(11)}  ${reason}`);
        }
        if (!told.exists) printLine(`${notebook} was deleted: deskbook restore ${notebook} ${told.revisions[0]?.id}`);
      } finally {
        await client.close();
      }
    });
