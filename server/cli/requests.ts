import { CommandFailure } from './client.ts';
import { dataFolderPath, type FolderOptions } from './folders.ts';
import { type Refusal, refuse } from './http-client.ts';
import { reachConsole } from './open-client.ts';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** The routes of a console, whether it runs or was opened for one command. */
export interface Requests {
  /** False where the market stands still as it was left. */
  readonly isRunning: boolean;
  /** Rejects with a `CommandFailure`, or a `CellFailure` of the analysis, where the console says no. */
  ask<T>(method: Method, route: string, body?: object): Promise<T>;
  close(): Promise<void>;
}

type Send = (route: string, init: RequestInit) => Promise<Response>;

function requestsOver(send: Send, isRunning: boolean, close: () => Promise<void>): Requests {
  return {
    isRunning,
    close,
    async ask<T>(method: Method, route: string, body?: object): Promise<T> {
      const sent = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      const response = await send(route, { method, ...sent });
      const answer: unknown = await response.json().catch(() => ({}));
      return response.ok ? (answer as T) : refuse(response, answer as Refusal);
    },
  };
}

/** To the console at an address. */
export const overAddress = (address: string): Requests =>
  requestsOver(
    async (route, init) => {
      try {
        return await fetch(address + route, init);
      } catch {
        throw new CommandFailure(`The console at ${address} does not answer. If it was ended, run the command again.`);
      }
    },
    true,
    async () => undefined,
  );

/** To the console that runs on the data folder. Rejects with a sentence that says how one is started where none does. */
export const toRunningConsole = (options: FolderOptions): Promise<Requests> =>
  reachConsole<Requests>(options, {
    running: overAddress,
    async here(folder) {
      const data = folder === dataFolderPath({}) ? '' : ` --data ${folder}`;
      throw new CommandFailure(
        `The market stands still while no console runs, and none runs on ${folder}. Start one: deskbook start${data} for the paper market, or deskbook start --venue NAME${data}.`,
      );
    },
  });

/** The same, or to the console as it was left, opened for this command alone. */
export const toConsole = (options: FolderOptions): Promise<Requests> =>
  reachConsole<Requests>(options, {
    running: overAddress,
    async here(dataFolder, configFolder) {
      const { openConsoleHere } = await import('./local-client.ts');
      const console = await openConsoleHere(dataFolder, configFolder);
      const host = '127.0.0.1';
      const send: Send = async (route, init) =>
        console.app.request(`http://${host}${route}`, { ...init, headers: { ...init.headers, host } });
      return requestsOver(send, false, () => console.close());
    },
  });

/** Asks and closes, however that ends. */
export async function using<T>(requests: Requests, work: (requests: Requests) => Promise<T>): Promise<T> {
  try {
    return await work(requests);
  } finally {
    await requests.close();
  }
}

/** A query without what was left out. */
export function queryText(parameters: Readonly<Record<string, string | boolean | undefined>>): string {
  const given = Object.entries(parameters).flatMap(([name, value]): [string, string][] => {
    if (value === undefined || value === false) return [];
    return [[name, value === true ? '1' : value]];
  });
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}
