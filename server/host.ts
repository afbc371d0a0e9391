import { type Console, type ConsoleOptions, openConsole } from './compose.ts';
import { acquireDataFolder, type DataFolder } from './journal/data-folder.ts';
import type { MarketChoice, MarketSwitch } from './market-choice.ts';

/** What is still being answered when the market changes is waited for this long. */
const patienceMilliseconds = 5_000;

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
  #choice: MarketChoice = {};
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
      return Response.json({ error: { message: 'The console is not open.', hint: 'See its log.' } }, { status: 503 });
    }
    const answer = Promise.resolve(console.app.fetch(request, ...rest));
    this.#answering.add(answer);
    return answer.finally(() => this.#answering.delete(answer));
  };

  switchTo(choice: MarketChoice): void {
    this.#turn = this.#turn.then(() => this.#replace(choice));
  }

  async close(): Promise<void> {
    this.#open = false;
    await this.#turn;
    await this.#console?.close();
    this.#console = undefined;
    this.#folder?.release();
  }

  async #openConsole(choice: MarketChoice): Promise<Console> {
    this.#folder ??= acquireDataFolder(this.#options.dataFolder);
    this.#console = await openConsole({ ...this.#options, dataFolder: this.#folder, choice, markets: this });
    this.#choice = choice;
    return this.#console;
  }

  async #replace(choice: MarketChoice): Promise<void> {
    if (!this.#open) return;
    const { log } = this.#options;
    const before = this.#choice;
    // Whoever asked for the change is answered before the console that answers goes.
    await new Promise(setImmediate);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((resolve) => {
      timer = setTimeout(resolve, patienceMilliseconds);
    });
    await Promise.race([Promise.allSettled(this.#answering), late]);
    clearTimeout(timer);
    const closing = this.#console;
    this.#console = undefined;
    await closing?.close();
    try {
      await (await this.#openConsole(choice)).start();
    } catch (error) {
      log.error({ err: error }, 'the other market did not open; going back to the one before');
      await this.#openConsole(before).then((console) => console.start());
    }
  }
}
