import { createInterface } from 'node:readline/promises';

/** Where a command was typed: whether somebody is there to be asked, and what can be shown. */
export interface Seat {
  readonly isTerminal: boolean;
  readonly hasColor: boolean;
  /** What was answered; undefined where nobody did. */
  ask(question: string): Promise<string | undefined>;
}

const isSet = (name: string): boolean => (process.env[name] ?? '') !== '';

/** The terminal of this process. What is asked goes to standard error, so that standard output has the answer alone. */
export const processSeat: Seat = {
  get isTerminal() {
    return process.stdin.isTTY === true && process.stderr.isTTY === true;
  },
  get hasColor() {
    return !isSet('NO_COLOR') && process.env.TERM !== 'dumb' && process.stderr.isTTY === true;
  },
  async ask(question) {
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return await new Promise<string | undefined>((resolve, reject) => {
        lines.once('close', () => resolve(undefined));
        lines.once('SIGINT', () => lines.close());
        lines.question(question).then(resolve, reject);
      });
    } finally {
      lines.close();
    }
  },
};

export const printAside = (text: string): void => void process.stderr.write(`${text}\n`);
