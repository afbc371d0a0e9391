import { createHash } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type Instant, instant } from '../../core/model/time.ts';
import type { Log } from '../desk/log.ts';

export interface Token {
  readonly token: string;
  readonly renewed: Instant;
  readonly expires: Instant;
}

const shape = z.strictObject({
  owner: z.string(),
  token: z.string().min(1),
  renewed: z.number().int().positive(),
  expires: z.number().int().positive(),
});

/** Keeps one token on disk, readable by its owner alone. It is whole or not there. */
export class TokenFile {
  readonly #file: string;
  readonly #owner: string;
  readonly #log: Log;
  #writes = 0;
  #writing: Promise<void> = Promise.resolve();

  /** `owner` says whose token it is (address, user); one of another owner is not used. It is kept as a hash. */
  constructor(file: string, owner: string, log: Log) {
    this.#file = file;
    this.#owner = createHash('sha256').update(owner).digest('hex').slice(0, 16);
    this.#log = log;
  }

  /** The token of this owner; undefined where there is none, or the file cannot be read, which is told. */
  read(): Token | undefined {
    try {
      if (!lstatSync(this.#file).isFile()) throw new Error('it is no file');
      const { owner, token, renewed, expires } = shape.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
      return owner === this.#owner ? { token, renewed: instant(renewed), expires: instant(expires) } : undefined;
    } catch (error) {
      if (!isMissing(error))
        this.#log.warn(
          `${this.#file} cannot be read as a token and is not used; a new one is fetched. (${reasonOf(error)})`,
        );
      return undefined;
    }
  }

  /** Takes the place of the one before; what is asked for last is what stands in the end. A failure is told. */
  write(token: Token): void {
    const text = `${JSON.stringify({ owner: this.#owner, ...token })}\n`;
    this.#then(() => this.#put(text), 'written');
  }

  remove(): void {
    this.#then(() => rm(this.#file, { force: true }), 'removed');
  }

  /** Resolves when what was asked for is on disk. */
  settled(): Promise<void> {
    return this.#writing;
  }

  #then(work: () => Promise<void>, deed: string): void {
    this.#writing = this.#writing.then(work).catch((error: unknown) => {
      this.#log.warn(
        `The token in ${this.#file} could not be ${deed} (${reasonOf(error)}); the console goes on with it in memory.`,
      );
    });
  }

  async #put(text: string): Promise<void> {
    const folder = path.dirname(this.#file);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const temporary = path.join(folder, `.${path.basename(this.#file)}.${process.pid}-${++this.#writes}.tmp`);
    try {
      const handle = await open(temporary, 'wx', 0o600);
      try {
        await handle.writeFile(text);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, this.#file);
    } finally {
      await rm(temporary, { force: true });
    }
  }
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT';

/** Never the message of an error of parsing: it may have a piece of the text. */
const reasonOf = (error: unknown): string => codeOf(error) ?? 'it is damaged';
