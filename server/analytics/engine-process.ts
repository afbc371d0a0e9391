import { type ChildProcess, fork } from 'node:child_process';
import type { FromWorker, ServiceOptions, ToWorker } from './protocol.ts';

/** All that the engine needs to know of where it runs; secrets of the console stay there. */
const inherited = ['LD_LIBRARY_PATH', 'PATH', 'SystemRoot', 'TEMP', 'TMPDIR', 'TZ'] as const;

/** DuckDB's readers and the file system share libuv's pool; four threads starve each other. */
const poolSize = '16';

function environment(): NodeJS.ProcessEnv {
  const known = inherited.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return { UV_THREADPOOL_SIZE: process.env.UV_THREADPOOL_SIZE ?? poolSize, ...Object.fromEntries(known) };
}

export interface EngineListener {
  message(message: Exclude<FromWorker, { type: 'ending' }>): void;
  /** Once, when nothing of the process is left and its files are free. */
  ended(why: string): void;
  log(line: string): void;
}

/** The process that the engine runs in. It writes nothing to the console's standard output, and ends when the console does, however that ends. */
export class EngineProcess {
  readonly #child: ChildProcess;
  readonly over: Promise<void>;
  #isOver = false;

  constructor(file: string, options: ServiceOptions, listener: EngineListener) {
    this.#child = fork(file, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: environment(),
      execArgv: [],
    });
    let told: string | undefined;
    this.over = new Promise((resolve) => {
      const end = (why: string) => {
        if (this.#isOver) return;
        this.#isOver = true;
        listener.ended(told ?? why);
        resolve();
      };
      this.#child.on('error', (error) => {
        if (this.#child.pid === undefined) end(`it cannot be started: ${error.message}`);
      });
      this.#child.on('close', (code, signal) => end(ending(code, signal)));
    });
    this.#child.on('message', (message: FromWorker) => {
      if (message.type === 'ending') told = message.why;
      else listener.message(message);
    });
    this.#child.stderr
      ?.setEncoding('utf8')
      .on('data', (text: string) => listener.log(`The SQL engine says: ${text.trimEnd()}`));
    this.post({ type: 'open', options });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** What is sent to a process that has just ended is answered by its end. */
  post(message: ToWorker): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}

function ending(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal === 'SIGKILL') return 'its process was killed';
  return signal ? `its process broke (${signal})` : `its process ended with code ${code}`;
}
