import { type ChildProcess, fork } from 'node:child_process';
import type { Socket } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { builtFile, projectRoot } from '../../server/paths.ts';
import { environmentOf, type Place } from './command.ts';

export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const file = path.join(projectRoot, 'tests', 'cli', 'resident.mjs');
const end = /^([\s\S]*)\0(\d+)\0$/;

/** A process in which commands of the build run one after the other. It keeps nobody alive, and ends when the process that asks has ended. */
class Resident {
  readonly #child: ChildProcess;
  readonly #gone: Promise<never>;
  #said = { stdout: '', stderr: '' };
  #heard: () => void = () => undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor() {
    this.#child = fork(file, [pathToFileURL(builtFile('server', 'cli.js')).href], {
      env: { ...process.env, UV_THREADPOOL_SIZE: '16' },
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const name of ['stdout', 'stderr'] as const) {
      this.#child[name]?.setEncoding('utf8').on('data', (text: string) => {
        this.#said[name] += text;
        if (text.endsWith('\0')) this.#heard();
      });
    }
    this.#gone = new Promise((_, reject) => {
      this.#child.once('error', reject);
      this.#child.once('exit', () => reject(new Error(`The process of the commands ended: ${this.#said.stderr}`)));
    });
    this.#gone.catch(() => undefined);
    const { stdout, stderr, channel } = this.#child;
    for (const kept of [this.#child, channel, stdout as Socket | null, stderr as Socket | null]) kept?.unref();
  }

  run(place: Place, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Said> {
    const said = this.#last.then(() => Promise.race([this.#run(place, args, env), this.#gone]));
    this.#last = said.catch(() => undefined);
    return said;
  }

  #run(place: Place, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Said> {
    this.#said = { stdout: '', stderr: '' };
    this.#child.send({
      args,
      folder: place.folder,
      variables: { ...environmentOf(place), UV_THREADPOOL_SIZE: '16', ...env },
    });
    return new Promise((resolve) => {
      this.#heard = () => {
        const [stdout, stderr] = [end.exec(this.#said.stdout), end.exec(this.#said.stderr)];
        if (stdout && stderr) resolve({ code: Number(stdout[2]), stdout: stdout[1] ?? '', stderr: stderr[1] ?? '' });
      };
    });
  }
}

let resident: Resident | undefined;

/**
 * Runs a command of the build in the folder of the place, in a process that stays for the next one: it prints, fails and lets go of everything as in a
 * process of its own, in a tenth of the time. One at a time.
 */
export function command(place: Place, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Said> {
  resident ??= new Resident();
  return resident.run(place, args, env);
}
