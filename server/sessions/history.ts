import { z } from 'zod';

const step = z.strictObject({
  number: z.int(),
  /** The page that made it. */
  by: z.string(),
  /** `edit base`: the reason of its revision. */
  about: z.string(),
  cell: z.string(),
  /** Milliseconds since the epoch. */
  at: z.number(),
  /** Revisions before and after it. */
  before: z.int(),
  after: z.int(),
  undone: z.boolean(),
});

/** An edit that can be taken back, as two revisions. */
export type Step = Readonly<z.infer<typeof step>>;

const mostSteps = 200;

/** The edits of a notebook in order, of all its pages; it outlives the page, the session and the console. */
export class History {
  #steps: readonly Step[];
  readonly #keep: (stored: string) => Promise<void>;

  constructor(stored: string | undefined, keep: (stored: string) => Promise<void>) {
    this.#steps = readSteps(stored);
    this.#keep = keep;
  }

  /** A new edit of a page ends what it could redo. */
  add(made: Omit<Step, 'number' | 'undone'>): Promise<void> {
    const left = this.#steps.filter(({ by, undone }) => !undone || by !== made.by);
    const number = (this.#steps.at(-1)?.number ?? 0) + 1;
    return this.#set([...left, { ...made, number, undone: false }].slice(-mostSteps));
  }

  toUndo(by: string): Step | undefined {
    return this.#steps.findLast((each) => each.by === by && !each.undone);
  }

  /** The newest edit of any page. */
  newest(): Step | undefined {
    return this.#steps.findLast((each) => !each.undone);
  }

  toRedo(by: string): Step | undefined {
    return this.#steps.find((each) => each.by === by && each.undone);
  }

  /** From now on the step is that page's, to be redone or undone there. */
  mark(marked: Step, by: string, undone: boolean): Promise<void> {
    return this.#set(this.#steps.map((each) => (each.number === marked.number ? { ...each, by, undone } : each)));
  }

  #set(steps: readonly Step[]): Promise<void> {
    this.#steps = steps;
    return this.#keep(JSON.stringify(steps));
  }
}

function readSteps(stored: string | undefined): readonly Step[] {
  if (stored === undefined) return [];
  try {
    return z.array(step).parse(JSON.parse(stored));
  } catch {
    // written by another version: the texts are still among the revisions
    return [];
  }
}
