import { type Console, type ConsoleOptions, openConsole } from './compose.ts';
import { acquireDataFolder, type DataFolder } from './journal/data-folder.ts';
import type { MarketChoice, MarketSwitch } from './market-choice.ts';

/** What is still being answered when the market changes is waited for this long. */
const patienceMilliseconds = 5_000;

const paper: MarketChoice = {};

const nameOf = ({ replay, venue }: MarketChoice): string =>
  replay ? `recording ${replay.recording}` : venue ? `venue ${venue.name}` : 'paper market';

export interface HostOptions extends Omit<ConsoleOptions, 'choice' | 'markets' | 'dataFolder'> {
  readonly dataFolder: string;
}

/**
 * One console after the other on one address: another market is another console on the same data folder. Requests that come while one
 * closes and the next opens wait for it.
 */
export class Host implements MarketSwitch {
  readonly #options: HostOptions;
  #folder: DataFolder | undefined;
  #console: Console | undefined;
  #choice = paper;
  #turn: Promise<void> = Promise.resolve();
  #open = true;
  readonly #answering = new Set<Promise<unknown>>();

  constructor(options: HostOptions) {
    this.#options = options;
  }

  /** Opens the first console; the market runs once it is told to `start`. */
  open(choice: MarketChoice): Promise<Console> {
    const opened = this.#turn.then(() => this.#openConsole(choice));
    this.#turn = opened.then(
      () => undefined,
      () => undefined,
    );
    return opened;
  }

  /** Answers with the console at hand. It is what a server calls. */
  readonly fetch = async (request: Request, ...rest: readonly unknown[]): Promise<Response> => {
    await this.#turn;
    const console = this.#console;
    if (console === undefined) {
      const error = { message: 'No market could be opened.', hint: 'The log says why. Start Deskbook again.' };
      return Response.json({ error }, { status: 503 });
    }
    const answer = Promise.resolve(console.app.fetch(request, ...rest));
    this.#answering.add(answer);
    return answer.finally(() => this.#answering.delete(answer));
  };

  /** Changes come one after the other, in the order they were asked for. Never fails: what cannot be opened leaves the market before it. */
  switchTo(choice: MarketChoice): void {
    this.#turn = this.#turn.then(() => this.#replace(choice));
  }

  /** A change that is under way is not waited for beyond what it is at. */
  async close(): Promise<void> {
    this.#open = false;
    await this.#turn;
    await this.#closeConsole();
    this.#folder?.release();
  }

  async #openConsole(choice: MarketChoice): Promise<Console> {
    this.#folder ??= acquireDataFolder(this.#options.dataFolder);
    this.#console = await openConsole({ ...this.#options, dataFolder: this.#folder, choice, markets: this });
    this.#choice = choice;
    return this.#console;
  }

  async #closeConsole(): Promise<void> {
    const closing = this.#console;
    this.#console = undefined;
    try {
      await closing?.close();
    } catch (error) {
      this.#options.log.error({ err: error }, 'the console did not close as it should');
    }
  }

  async #replace(choice: MarketChoice): Promise<void> {
    // Whoever asked for the change is answered before the console that answers goes.
    await new Promise(setImmediate);
    await this.#answered();
    const before = this.#choice;
    if (!this.#open) return;
    await this.#closeConsole();
    for (const next of [choice, before, paper]) {
      if (!this.#open || (await this.#opens(next))) return;
    }
  }

  async #opens(choice: MarketChoice): Promise<boolean> {
    try {
      await (await this.#openConsole(choice)).start();
      return true;
    } catch (error) {
      const what = nameOf(choice);
      this.#options.log.error({ err: error }, `the ${what} did not open; going back to the market before`);
      await this.#closeConsole();
      return false;
    }
  }

  /** Resolves when nothing is being answered any more, or after a while. */
  async #answered(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((resolve) => {
      timer = setTimeout(resolve, patienceMilliseconds);
    });
    await Promise.race([Promise.allSettled(this.#answering), late]);
    clearTimeout(timer);
  }
}
