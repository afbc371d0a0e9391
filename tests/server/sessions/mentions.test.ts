import { html } from 'hono/html';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Tag } from '../../../cells/kind.ts';
import { note } from '../../../cells/note/index.ts';
import type { NoteValue } from '../../../cells/note/schema.ts';
import type { Session } from '../../../server/sessions/port.ts';
import { type Console, cellOf, startConsole, until } from './console.ts';

let desk: Console;
beforeEach(async () => {
  desk = await startConsole();
});
afterEach(() => desk.end());

const prose = (session: Session): string => {
  const value = cellOf(session, 'note_1')?.value as NoteValue | undefined;
  const drawn = value && String(note.view(html as Tag<unknown>, value, { markdown: '' }));
  return drawn?.replace(/<[^>]+>/g, '') ?? '';
};

const text =
  '{who} says {one.text} and {gone.text}.\n\n```input who\ntype: text\ndefault: Ann\n```\n\n```probe one\nsay: hello\n```\n';

describe('prose that mentions cells', () => {
  it('shows their values, follows them, and marks what is not there', async () => {
    const session = await desk.open('a', text);
    session.watch(['note_1']);
    await until(session, () => prose(session) === 'Ann says hello and {gone.text?}.', 'the first values');
    expect(cellOf(session, 'note_1')).toMatchObject({ validity: 'current', error: null });
    await session.setInput('who', 'Bob');
    await until(session, () => prose(session) === 'Bob says hello and {gone.text?}.', 'the input');
    await session.edit({ type: 'set_body', cell: 'one', body: 'say: goodbye' });
    await until(session, () => prose(session) === 'Bob says goodbye and {gone.text?}.', 'the edit');
  });

  it('goes on when one of them fails or goes', async () => {
    const session = await desk.open('a', text.replace('say: hello', 'fail: throw'));
    session.watch('all');
    await session.settled();
    expect([prose(session), cellOf(session, 'note_1')?.error]).toEqual([
      'Ann says {one.text?} and {gone.text?}.',
      null,
    ]);
    expect(cellOf(session, 'one')?.validity).toBe('failed');
    await session.edit({ type: 'delete', cell: 'who' });
    await until(session, () => prose(session).startsWith('{who?} says'), 'the deletion');
  });
});
