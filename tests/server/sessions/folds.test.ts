import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '../../../server/sessions/port.ts';
import { type Console, cellOf, saidBy, startConsole, until } from './console.ts';

let desk: Console;
beforeEach(async () => {
  desk = await startConsole();
});
afterEach(() => desk.end());

const cell = (id: string, body: string, options = ''): string => `\`\`\`probe ${id}${options}\n${body}\n\`\`\`\n\n`;
const started = () => desk.log.filter((line) => line.startsWith('start ')).map((line) => line.slice(6));
const folds = (session: Session) =>
  session.snapshot().cells.flatMap(({ id, folded, under }) => (folded ? [id] : under ? [`${id} under ${under}`] : []));

const sections = `# Top\n\n${cell('a', 'say: a')}## Deep\n\n${cell('b', 'say: b')}${cell('c', 'reads: [b]')}## Next\n\n${cell('d', 'say: d')}`;

describe('a folded cell', () => {
  it('does not run while a page looks, and runs when it is opened', async () => {
    const session = await desk.open('a', cell('one', 'say: one', ' collapsed=true') + cell('two', 'say: two'));
    session.watch('all');
    await until(session, () => saidBy(session, 'two') === 'two', 'two');
    expect([started(), cellOf(session, 'one')?.validity]).toEqual([['two'], 'fresh']);
    await session.fold(['one'], false);
    await until(session, () => saidBy(session, 'one') === 'one', 'one');
  });

  it('runs for what reads it, for a pin, and for whoever wants everything settled', async () => {
    const folded = cell('one', 'say: one', ' collapsed=true');
    const read = await desk.open('read', folded + cell('two', 'reads: [one]'));
    read.watch('all');
    await until(read, () => saidBy(read, 'two') === 'one', 'two');
    const pinned = await desk.open('pinned', folded);
    pinned.watch(['one']);
    await until(pinned, () => saidBy(pinned, 'one') === 'one', 'one');
    const settled = await desk.open('settled', folded);
    await settled.settled();
    expect(saidBy(settled, 'one')).toBe('one');
  });

  it('stays alone for a first paint, which settles only what it shows', async () => {
    const session = await desk.open('a', cell('one', 'say: one', ' collapsed=true') + cell('two', 'say: two'));
    await session.settled({ shown: true, waiting: false });
    expect([started(), session.pages()]).toEqual([['two'], 0]);
  });

  it('is no longer followed once it is folded', async () => {
    desk.bus.define('feed', () => 1);
    const session = await desk.open('a', cell('one', 'follow: feed') + cell('two', 'say: two'));
    session.watch('all');
    await until(session, () => saidBy(session, 'one') !== undefined, 'one');
    await session.fold('all', true);
    expect(folds(session)).toEqual(['one', 'two']);
    expect(desk.log.filter((line) => line === 'abort one')).toEqual([]);
    await session.fold(['two'], false);
    expect(folds(session)).toEqual(['one']);
  });

  it('stays so over a restart, is no edit and no revision', async () => {
    const text = cell('one', 'say: one') + cell('two', 'say: two', ' collapsed=true');
    const session = await desk.open('a', text);
    await session.fold(['one'], true);
    await session.fold(['two'], false);
    expect([folds(await desk.reopen('a')), await desk.file('a'), desk.revisions.all]).toEqual([['one'], text, []]);
  });
});

describe('a folded section', () => {
  it('keeps away what stands under its heading, up to the next as high', async () => {
    const session = await desk.open('a', sections);
    await session.fold(['note_2'], true);
    expect(folds(session)).toEqual(['note_2', 'b under note_2', 'c under note_2']);
    session.watch('all');
    await until(session, () => saidBy(session, 'd') === 'd' && saidBy(session, 'a') === 'a', 'a and d');
    expect(started().sort()).toEqual(['a', 'd']);
    await session.fold(['note_1'], true);
    expect(folds(session)).toEqual([
      'note_1',
      ...['a', 'note_2', 'b', 'c', 'note_3', 'd'].map((id) => (id === 'note_2' ? id : `${id} under note_1`)),
    ]);
    await session.fold('all', false);
    expect(folds(session)).toEqual([]);
  });

  it('is known by its heading when notes come before it', async () => {
    const session = await desk.open('a', sections);
    await session.fold(['note_2'], true);
    await desk.write('a', `First.\n\n\n${sections}`);
    await until(session, () => session.snapshot().cells.length === 8, 'the outside text');
    expect(folds(session).slice(1)).toEqual(['b under note_2', 'c under note_2']);
    expect(folds(await desk.reopen('a')).slice(1)).toEqual(['b under note_3', 'c under note_3']);
  });

  it('is refused where there is nothing to fold', async () => {
    const session = await desk.open('a', 'Only words.\n');
    await expect(session.fold(['note_1'], true)).rejects.toThrow('note_1 has nothing to fold');
  });
});

describe('who looks', () => {
  it('is told as the number of pages', async () => {
    const session = await desk.open('a', cell('one', 'say: one'));
    const ends = [session.watch('all'), session.watch('all'), session.watch(['one'])];
    expect(session.pages()).toBe(2);
    for (const end of ends) end();
    for (const end of ends) end();
    expect(session.pages()).toBe(0);
  });
});
