import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { projectRoot } from '../../server/paths.ts';

/** A console at work in a process of its own, as `deskbook start` runs it. */
export class ConsoleProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #said = '';
  #complained = '';
  #over = false;

  constructor(place: { readonly data: string; readonly config: string }) {
    const options = ['--port', '0', '--no-open', '--json', '--data', place.data, '--config', place.config];
    const launcher = path.join(projectRoot, 'scripts', 'deskbook.mjs');
    this.#child = spawn(process.execPath, [launcher, 'start', ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#said += text;
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#complained += text;
    });
    // a soak that is ended itself leaves no console behind
    const end = () => this.#child.kill('SIGKILL');
    process.once('exit', end);
    this.#ended = once(this.#child, 'close').then(() => {
      this.#over = true;
      process.off('exit', end);
    });
  }

  /** Resolves with its address once everything runs; undefined when it ended before. */
  async ready(): Promise<string | undefined> {
    while (!this.#over) {
      const address = /"address": "([^"]+)"/.exec(this.#said)?.[1];
      const health = address === undefined ? undefined : await fetch(`${address}/api/health`).catch(() => undefined);
      await health?.arrayBuffer().catch(() => undefined);
      if (health?.status === 200) return address;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return undefined;
  }

  /** What it wrote to standard error so far. */
  get complaints(): string {
    return this.#complained;
  }

  /** Ends it as a power switch ends a program: nothing of it runs any more. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }
}
