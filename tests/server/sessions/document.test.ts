import { describe, expect, it } from 'vitest';
import { instant } from '../../../core/model/time.ts';
import { Document } from '../../../server/sessions/document.ts';
import { History } from '../../../server/sessions/history.ts';
import { type NotebookText, SaveConflict } from '../../../server/store/port.ts';
import { KeptRevisions } from '../store/revisions.ts';

/** A file that others write too; its version is its text. */
class File {
  text: string;
  readonly revisions = new KeptRevisions();
  stored: string | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** Texts that others wrote, or that were ours and never saved. */
  get kept(): string[] {
    const reasons = ['changed outside', 'not saved: two writers met'];
    return this.revisions.all.filter(({ reason }) => reasons.includes(reason)).map(({ text }) => text);
  }

  get now(): NotebookText {
    return { id: 'a', text: this.text, version: this.text, shipped: false };
  }

  open(): Document {
    const keep = async (notebook: string, text: string, reason: string) =>
      this.revisions.last(notebook)?.text === text
        ? this.revisions.all.length
        : this.revisions.append({ notebook, text, reason, at: instant(0) });
    return new Document(this.now, {
      store: {
        read: async () => this.now,
        save: async (id, text, { from, reason }) => {
          if (from !== this.text) throw new SaveConflict(this.now);
          const before = await keep(id, this.text, 'as it was found');
          this.text = text;
          return { ...this.now, change: { before, after: await keep(id, text, reason) } };
        },
        keep,
        revision: (_, revision) => this.revisions.one(revision),
      },
      starterOf: (kind) => `starter of ${kind}`,
      history: new History(this.stored, async (stored) => {
        this.stored = stored;
      }),
      now: () => 0,
    });
  }
}

const cell = (id: string, body: string): string => `\`\`\`sql ${id}\n${body}\n\`\`\`\n`;
const two = (first: string, second: string): string => `${cell('a', first)}\n${cell('b', second)}`;

describe('a document', () => {
  it('saves each edit, one after the other', async () => {
    const file = new File(two('select 1', 'select 2'));
    const document = file.open();
    await Promise.all([
      document.edit({ type: 'set_body', cell: 'a', body: 'select 10' }),
      document.edit({ type: 'set_body', cell: 'b', body: 'select 20' }),
    ]);
    expect(file.text).toBe(two('select 10', 'select 20'));
  });

  it('gives the id of a new cell and the starter of its kind', async () => {
    const file = new File(cell('a', 'select 1'));
    expect(await file.open().edit({ type: 'add', kind: 'sql', after: 'a' })).toBe('sql');
    expect(file.text).toBe(`${cell('a', 'select 1')}\n${cell('sql', 'starter of sql')}`);
  });

  it('does not save what changes nothing', async () => {
    const file = new File(two('select 1', 'select 2'));
    const document = file.open();
    file.text = two('select 1', 'select 3');
    await document.edit({ type: 'set_body', cell: 'a', body: 'select 1' });
    expect([file.text, document.conflict]).toEqual([two('select 1', 'select 3'), null]);
  });

  it('makes an edit in the text of another writer who left that cell alone', async () => {
    const file = new File(two('select 1', 'select 2'));
    const document = file.open();
    file.text = two('select 1', 'theirs');
    await document.edit({ type: 'set_body', cell: 'a', body: 'ours' });
    expect([file.text, document.conflict]).toEqual([two('ours', 'theirs'), null]);
    expect(file.kept).toEqual([two('select 1', 'theirs')]);
  });

  it('keeps both when two writers changed one cell, and saving again replaces the other', async () => {
    const file = new File(two('select 1', 'select 2'));
    const document = file.open();
    file.text = two('theirs', 'select 2');
    await expect(document.edit({ type: 'set_body', cell: 'a', body: 'ours' })).rejects.toThrow(SaveConflict);
    expect({
      disk: file.text,
      kept: file.kept,
      shown: document.file.blocks[0]?.body,
      conflict: document.conflict,
    }).toEqual({
      disk: two('theirs', 'select 2'),
      kept: [two('theirs', 'select 2')],
      shown: 'ours',
      conflict: 'a.md was changed elsewhere since it was opened. Take that version, or save again to replace it.',
    });
    await document.edit({ type: 'set_body', cell: 'a', body: 'ours' });
    expect([file.text, document.conflict]).toEqual([two('ours', 'select 2'), null]);
  });

  it('shows the other version when asked, and keeps ours as a revision', async () => {
    const file = new File(two('select 1', 'select 2'));
    const document = file.open();
    expect(await document.takeTheirs()).toBe(false);
    file.text = two('theirs', 'select 2');
    await expect(document.edit({ type: 'set_body', cell: 'a', body: 'ours' })).rejects.toThrow(SaveConflict);
    expect(await document.takeTheirs()).toBe(true);
    expect({ kept: file.kept, shown: document.file.blocks[0]?.body, conflict: document.conflict }).toEqual({
      kept: [two('theirs', 'select 2'), two('ours', 'select 2')],
      shown: 'theirs',
      conflict: null,
    });
    await document.edit({ type: 'set_body', cell: 'a', body: 'select 3' });
    expect(file.text).toBe(two('select 3', 'select 2'));
  });

  it('meets a second outside change during a conflict without losing it', async () => {
    const file = new File(cell('a', 'select 1'));
    const document = file.open();
    file.text = cell('a', 'theirs');
    await document.edit({ type: 'set_body', cell: 'a', body: 'ours' }).catch(() => undefined);
    file.text = cell('a', 'theirs again');
    expect(await document.reread()).toBe(false);
    await document.edit({ type: 'set_body', cell: 'a', body: 'ours' });
    expect([file.text, file.kept]).toEqual([cell('a', 'ours'), [cell('a', 'theirs'), cell('a', 'theirs again')]]);
  });

  it('takes up an outside change, once', async () => {
    const file = new File(cell('a', 'select 1'));
    const document = file.open();
    expect(await document.reread()).toBe(false);
    file.text = cell('a', 'theirs');
    expect([await document.reread(), await document.reread()]).toEqual([true, false]);
    expect(document.file.blocks[0]?.body).toBe('theirs');
    expect(file.kept).toEqual([cell('a', 'theirs')]);
  });

  it('says what cannot be done and changes nothing', async () => {
    const file = new File(cell('a', 'select 1'));
    const document = file.open();
    await expect(document.edit({ type: 'set_body', cell: 'gone', body: 'x' })).rejects.toThrow(
      'There is no cell gone in this notebook any more.',
    );
    expect(file.text).toBe(cell('a', 'select 1'));
  });
});
