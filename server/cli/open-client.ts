import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { DataFolderBusy, runningConsole } from '../journal/data-folder.ts';
import { CommandFailure, type ConsoleClient } from './client.ts';
import { configFolderPath, dataFolderPath, type FolderOptions } from './folders.ts';
import { HttpClient } from './http-client.ts';

const patienceMilliseconds = 15_000;
const pauseMilliseconds = 100;

/** How a console is reached that runs, and what is done where none does. */
export interface Ways<T> {
  running(address: string): T | Promise<T>;
  here(dataFolder: string, configFolder: string): Promise<T>;
}

/** The console at work on the data folder; waits for a command that has the folder at the moment. */
export async function reachConsole<T>(options: FolderOptions, ways: Ways<T>): Promise<T> {
  const folder = dataFolderPath(options);
  const end = performance.now() + patienceMilliseconds;
  for (;;) {
    const running = existsSync(folder) ? runningConsole(folder) : undefined;
    if (running?.address) return ways.running(running.address);
    try {
      if (running === undefined) return await ways.here(folder, configFolderPath(options));
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

/** The console at work on the data folder, else one opened for this command. */
export const openClient = (options: FolderOptions): Promise<ConsoleClient> =>
  reachConsole<ConsoleClient>(options, {
    running: (address) => new HttpClient(address),
    here: async (dataFolder, configFolder) => (await import('./local-client.ts')).openLocally(dataFolder, configFolder),
  });
