import type { Revision, Revisions } from '../../../server/journal/port.ts';

/** Revisions as the journal keeps them, for tests of what is made of them. */
export class KeptRevisions implements Revisions {
  readonly all: Revision[] = [];
  failure: Error | undefined;

  async append(revision: Omit<Revision, 'id'>): Promise<number> {
    if (this.failure) throw this.failure;
    const id = this.all.length + 1;
    this.all.push({ ...revision, id });
    return id;
  }

  of(notebook: string): readonly Revision[] {
    return this.all.filter((each) => each.notebook === notebook);
  }

  last(notebook: string): Revision | undefined {
    return this.of(notebook).at(-1);
  }

  one(id: number): Revision | undefined {
    return this.all[id - 1];
  }

  ending(reasons: readonly string[]): readonly Revision[] {
    const last = new Map(this.all.map((each) => [each.notebook, each]));
    return [...last.values()].filter(({ reason }) => reasons.includes(reason)).sort((a, b) => b.id - a.id);
  }
}
