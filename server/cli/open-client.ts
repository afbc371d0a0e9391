import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { DataFolderBusy, runningConsole } from '../journal/data-folder.ts';
import { CommandFailure, type ConsoleClient } from './client.ts';
import { configFolderPath, dataFolderPath, type FolderOptions } from './folders.ts';
import { HttpClient } from './http-client.ts';

const patienceMilliseconds = 15_000;
const pauseMilliseconds = 100;

async function openHere(dataFolder: string, configFolder: string): Promise<ConsoleClient> {
  const { openLocally } = await import('./local-client.ts');
  return openLocally(dataFolder, configFolder);
}

/** The console at work on the data folder, else one opened for this command; waits for a command that has the folder at the moment. */
export async function openClient(options: FolderOptions): Promise<ConsoleClient> {
  const folder = dataFolderPath(options);
  const end = performance.now() + patienceMilliseconds;
  for (;;) {
    const running = existsSync(folder) ? runningConsole(folder) : undefined;
    if (running?.address) return new HttpClient(running.address);
    try {
      if (running === undefined) return await openHere(folder, configFolderPath(options));
    } catch (error) {
      if (!(error instanceof DataFolderBusy)) throw error;
    }
    if (performance.now() > end) {
      throw new CommandFailure(
        `The data folder ${folder} is in use by process ${running?.pid ?? 'unknown'}, which does not answer. End it and try again.`,
      );
    }
    await wait(pauseMilliseconds);
  }
}
