import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parse } from 'csv-parse/sync';
import type { Clock } from '../../../core/clock.ts';
import { reasonOf } from '../../../core/trace/reason.ts';
import { VenueProblem } from '../../../core/venue/books.ts';
import type { Log } from '../../desk/log.ts';
import { asked } from '../asked.ts';
import type { TellMalformed } from '../parse/records.ts';
import type { Kite } from './http.ts';
import { indiaDay } from './parse/instant.ts';
import { columns, type Listed, readListed } from './parse/listed.ts';

export interface DumpOptions {
  readonly kite: Pick<Kite, 'dump'>;
  /** Lists are kept here, one file an exchange and day. */
  readonly folder: string;
  /** Of the venue and its environment: `kite-LIVE`. */
  readonly name: string;
  readonly clock: Clock;
  readonly malformed: TellMalformed;
  readonly log: Log;
}

/** Lines that cannot be read and are told of one list; the rest of them are counted. */
const TOLD = 5;

/** Kite's list of what is traded, exchange by exchange. It is long and changes once a day: it lies on disk and is read through, never held. */
export class Dump {
  readonly #options: DumpOptions;
  readonly #fetching = new Map<string, Promise<string>>();

  constructor(options: DumpOptions) {
    this.#options = options;
  }

  /** Gives every instrument of an exchange to `take`, in the order of the list. Rejects with a `VenueProblem` where it cannot be had. */
  async each(exchange: string, take: (listed: Listed) => void): Promise<void> {
    const file = await this.#file(exchange);
    let unread = 0;
    const tell = (row: readonly string[], reason: string): void => {
      unread += 1;
      if (unread <= TOLD) this.#options.malformed({ where: `instruments ${exchange}`, reason, text: row.join(',') });
    };
    let isFirst = true;
    const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
    try {
      for await (const line of lines) {
        if (line === '') continue;
        const row = fieldsOf(line);
        if (isFirst) {
          isFirst = false;
          if (row.join(',') === columns.join(',')) continue;
          throw new VenueProblem(`Kite's list of ${exchange} has other columns than are documented.`);
        }
        const listed = readListed(row);
        if (typeof listed === 'string') tell(row, listed);
        else take(listed);
      }
    } catch (error) {
      // what cannot be read today may be whole when it is fetched again
      await rm(file, { force: true });
      if (error instanceof VenueProblem) throw error;
      throw new VenueProblem(`Kite's list of ${exchange} cannot be read: ${reasonOf(error)}`, { cause: error });
    }
    if (isFirst) {
      await rm(file, { force: true });
      throw new VenueProblem(`Kite's list of ${exchange} is empty.`);
    }
    if (unread > TOLD)
      this.#options.log.warn(`Kite's list of ${exchange} has ${unread} lines that cannot be read; they are left out.`);
  }

  /** Today's, fetched where it is not there yet. */
  #file(exchange: string): Promise<string> {
    const { folder, name, clock } = this.#options;
    const file = path.join(folder, `${name}.${exchange}.${indiaDay(clock.now())}.csv`);
    const there = this.#fetching.get(file);
    if (there !== undefined) return there;
    const fetching = this.#fetched(file, exchange).finally(() => this.#fetching.delete(file));
    this.#fetching.set(file, fetching);
    return fetching;
  }

  async #fetched(file: string, exchange: string): Promise<string> {
    if (await isFile(file)) return file;
    const text = await asked(() => this.#options.kite.dump(exchange));
    const { folder } = this.#options;
    const temporary = `${file}.${process.pid}.tmp`;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      await writeFile(temporary, text);
      await rename(temporary, file);
    } finally {
      await rm(temporary, { force: true });
    }
    await this.#forgetOld(file, exchange);
    return file;
  }

  async #forgetOld(file: string, exchange: string): Promise<void> {
    const { folder, name } = this.#options;
    for (const each of await readdir(folder)) {
      const isOld = each.startsWith(`${name}.${exchange}.`) && each !== path.basename(file);
      if (isOld) await rm(path.join(folder, each), { force: true });
    }
  }
}

/** Names are quoted and have no comma but now and then, and only those need the reader of CSV. */
function fieldsOf(line: string): readonly string[] {
  if (!line.includes('"')) return line.split(',');
  const isPlain = line.split('"').every((part, at) => at % 2 === 0 || !(part === '' || part.includes(',')));
  if (isPlain) return line.replaceAll('"', '').split(',');
  const [row] = parse(line, { relax_quotes: true, relax_column_count: true });
  return row ?? [];
}

const isFile = async (file: string): Promise<boolean> => (await stat(file).catch(() => undefined))?.isFile() ?? false;
