import { createInterface, type Interface } from 'node:readline';
import type { Command } from 'commander';
import { printAside, type Seat } from '../seat.ts';
import { complete } from './complete.ts';
import { MOST_LINES, readHistory, writeHistory } from './history-file.ts';
import { lookAtMarket, type MarketView, promptText } from './market-view.ts';
import { shellCommands } from './shell-commands.ts';
import { wordsOf } from './words.ts';

export interface ShellOptions {
  readonly dataFolder: string;
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly hasColor: boolean;
  /** The grammar, made anew for each line: commander keeps what it has parsed. */
  program(seat: Seat): Command;
  /** Runs the words of a line and says what went wrong; never rejects. */
  execute(words: readonly string[], root: Command): Promise<void>;
}

const LOOK_MILLISECONDS = 1_000;
const LONG_AGO: MarketView = { market: undefined, names: { instruments: [], accounts: [], orders: [] } };

const tell = (error: unknown): void =>
  printAside(`deskbook: ${error instanceof Error ? error.message : String(error)}`);

/** Commands typed one after the other; whatever one of them does, the next can be typed. */
export class Shell {
  readonly #options: ShellOptions;
  readonly #lines: Interface;
  readonly #seat: Seat;
  readonly #waiting: string[] = [];
  #view = LONG_AGO;
  /** Newest first. */
  #kept: readonly string[];
  #prompted = '';
  #work: Promise<void> | undefined;
  /** Answers the question that a command waits on. */
  #answer: ((text: string | undefined) => void) | undefined;
  #interrupt: (() => void) | undefined;
  #isOver = false;

  constructor(options: ShellOptions) {
    this.#options = options;
    const { input, output, dataFolder, hasColor } = options;
    const isTerminal = input.isTTY === true && output.isTTY === true;
    this.#seat = { isTerminal, hasColor, ask: (question) => this.#ask(question) };
    this.#kept = readHistory(dataFolder);
    this.#lines = createInterface({
      input,
      output,
      terminal: isTerminal,
      history: [...this.#kept],
      historySize: MOST_LINES,
      removeHistoryDuplicates: true,
      completer: (line: string) => complete(this.#program(), line, this.#view.names),
    });
  }

  /** Resolves when it was told to end and what was typed before is done. */
  async run(): Promise<void> {
    const { isTerminal } = this.#seat;
    const ended = new Promise<void>((resolve) => this.#lines.once('close', resolve));
    this.#lines.on('line', (line) => this.#typed(line));
    this.#lines.on('SIGINT', () => this.#interrupted());
    this.#lines.on('history', (history: string[]) => this.#remember(history));
    process.on('uncaughtException', tell);
    process.on('unhandledRejection', tell);
    if (isTerminal) printAside('Deskbook. help lists the commands, Tab completes, quit ends.');
    await this.#show();
    const looking = isTerminal ? setInterval(() => void this.#refresh(), LOOK_MILLISECONDS) : undefined;
    await ended;
    this.#isOver = true;
    clearInterval(looking);
    this.#answer?.(undefined);
    await this.#work;
    process.off('uncaughtException', tell);
    process.off('unhandledRejection', tell);
  }

  #program(): Command {
    const root = this.#options.program(this.#seat);
    const own = shellCommands(
      () => this.#view,
      () => this.#end(),
    );
    for (const command of own) root.addCommand(command.exitOverride());
    return root;
  }

  #end(): void {
    this.#waiting.length = 0;
    this.#lines.close();
  }

  #typed(line: string): void {
    this.#waiting.push(line);
    this.#work ??= this.#perform();
  }

  /** What was typed ahead comes after what is at work, in its order. */
  async #perform(): Promise<void> {
    for (let line = this.#waiting.shift(); line !== undefined; line = this.#waiting.shift()) await this.#one(line);
    this.#work = undefined;
    if (!this.#isOver) await this.#show();
  }

  async #one(line: string): Promise<void> {
    const interrupted = new Promise<void>((resolve) => {
      this.#interrupt = resolve;
    });
    try {
      const [first, ...more] = wordsOf(line);
      if (first === undefined || first.startsWith('#')) return;
      process.exitCode = 0;
      const words = first === 'deskbook' ? more : [first, ...more];
      await Promise.race([this.#options.execute(words, this.#program()), interrupted]);
    } catch (error) {
      process.exitCode = 2;
      tell(error);
    } finally {
      this.#interrupt = undefined;
    }
  }

  /** Resolves with nothing where the question is left, by Ctrl-C or the end. */
  #ask(question: string): Promise<string | undefined> {
    const left = new AbortController();
    return new Promise((resolve) => {
      this.#answer = (text) => {
        this.#answer = undefined;
        if (text === undefined) left.abort();
        resolve(text);
      };
      this.#lines.question(question, { signal: left.signal }, (text) => this.#answer?.(text));
    });
  }

  #interrupted(): void {
    if (this.#answer) {
      printAside('');
      this.#answer(undefined);
    } else if (this.#interrupt) {
      printAside('\nNot waited for any longer. What was asked for may still happen: orders shows how it stands.');
      this.#interrupt();
    } else {
      if (this.#lines.line === '') printAside('\nquit, or Ctrl-D, ends the shell.');
      else printAside('^C');
      this.#lines.write(null, { ctrl: true, name: 'e' });
      this.#lines.write(null, { ctrl: true, name: 'u' });
      this.#lines.prompt();
    }
  }

  /** Answers to questions are no commands. */
  #remember(history: string[]): void {
    if (this.#answer) history.splice(0, history.length, ...this.#kept);
    else writeHistory(this.#options.dataFolder, history);
    this.#kept = [...history];
  }

  async #show(): Promise<void> {
    this.#view = await lookAtMarket();
    if (!this.#seat.isTerminal || this.#isOver) return;
    this.#prompted = promptText(this.#view, this.#seat.hasColor);
    this.#lines.setPrompt(this.#prompted);
    this.#lines.prompt();
  }

  /** Shows the prompt anew where it says something else now, with what is being typed. */
  async #refresh(): Promise<void> {
    this.#view = await lookAtMarket();
    const text = promptText(this.#view, this.#seat.hasColor);
    if (text === this.#prompted || this.#work || this.#isOver) return;
    this.#prompted = text;
    this.#lines.setPrompt(text);
    this.#lines.prompt(true);
  }
}
