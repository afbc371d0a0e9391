import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { vi } from 'vitest';
import { projectRoot } from '../../server/paths.ts';

// Processes begin and end as fast as the machine lets them.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const launcher = path.join(projectRoot, 'scripts', 'deskbook.mjs');

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Place {
  /** A folder of this test alone. */
  readonly folder: string;
  readonly data: string;
  readonly config: string;
  remove(): Promise<void>;
}

/** A data folder not made yet and a copy of the settings in which no demo is laid down. */
export async function newPlace(): Promise<Place> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-cli-'));
  const config = path.join(folder, 'config');
  for (const file of ['desk.json', 'instruments.json', 'calendars.json'])
    await cp(path.join(projectRoot, 'config', file), path.join(config, file));
  await writeFile(path.join(config, 'local.json'), JSON.stringify({ demo: { enabled: false } }));
  const remove = () => rm(folder, { recursive: true, force: true });
  return { folder, data: path.join(folder, 'data'), config, remove };
}

/** The variables of a command on the place. */
export function environmentOf({ data, config }: Pick<Place, 'data' | 'config'>): NodeJS.ProcessEnv {
  const { PORT: _port, ...inherited } = process.env;
  return { ...inherited, DESKBOOK_DATA: data, DESKBOOK_CONFIG: config };
}

export function launch(args: readonly string[], place: Place, env: NodeJS.ProcessEnv = {}) {
  const environment = { ...environmentOf(place), ...env };
  const child = spawn(process.execPath, [launcher, ...args], { cwd: place.folder, env: environment, stdio: 'pipe' });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Outcome>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { child, ended, stdout: () => stdout };
}

/** Runs one command as a person does, in a process of its own and in the folder of the place, and waits for its end. */
export const deskbook = (place: Place, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Outcome> =>
  launch(args, place, env).ended;

export interface RunningConsole {
  readonly address: string;
  readonly child: ChildProcess;
  readonly ended: Promise<Outcome>;
  /** Sends a signal and waits for the end. */
  end(signal?: NodeJS.Signals): Promise<Outcome>;
}

/** A console at work on the place; resolves when it is ready. */
export async function startConsole(
  place: Place,
  args: readonly string[] = ['--port', '0'],
  env?: NodeJS.ProcessEnv,
): Promise<RunningConsole> {
  const { child, ended, stdout } = launch(['start', '--no-open', '--json', ...args], place, env);
  let over: Outcome | undefined;
  ended.then((outcome) => {
    over = outcome;
  });
  const readAddress = (): string | undefined => /"address": "([^"]+)"/.exec(stdout())?.[1];
  for (;;) {
    if (over) throw new Error(`The console ended with ${over.code}: ${over.stderr}`);
    const address = readAddress();
    const health = address && (await fetch(`${address}/api/health`).catch(() => undefined));
    if (address && health && health.status === 200) {
      const end = (signal: NodeJS.Signals = 'SIGTERM') => {
        child.kill(signal);
        return ended;
      };
      return { address, child, ended, end };
    }
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

export const jsonOf = <T>({ stdout }: Pick<Outcome, 'stdout'>): T => JSON.parse(stdout) as T;

/** A file of the shared market data, or undefined where there is none. */
export async function sharedFile(name: string): Promise<string | undefined> {
  const folder = process.env.DESKBOOK_SHARED;
  if (!folder) return undefined;
  const file = path.join(folder, 'marketdata', name);
  return readFile(file).then(
    () => file,
    () => undefined,
  );
}
