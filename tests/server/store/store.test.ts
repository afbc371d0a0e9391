import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ManualClock } from '../../../core/clock.ts';
import { instant } from '../../../core/model/time.ts';
import { parse } from '../../../notebook/format/index.ts';
import { type NotebookStore, SaveConflict } from '../../../server/store/port.ts';
import { openNotebookStore } from '../../../server/store/store.ts';
import { KeptRevisions } from './revisions.ts';

let folder: string;
let store: NotebookStore;
let revisions: KeptRevisions;

const own = (name = '') => path.join(folder, 'own', name);
const shipped = (name = '') => path.join(folder, 'shipped', name);
const open = () =>
  openNotebookStore({
    shipped: shipped(),
    own: own(),
    order: ['morning', 'tour'],
    clock: new ManualClock(instant(1)),
    revisions,
  });

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'deskbook-store-'));
  revisions = new KeptRevisions();
  await mkdir(shipped());
  await mkdir(own());
  await writeFile(shipped('tour.md'), '---\ntitle: Tour\n---\n');
  await writeFile(shipped('morning.md'), '---\ntitle: Morning\n---\n');
  await writeFile(shipped('also.md'), '# Also shipped\n');
  await writeFile(own('b.md'), '# Alpha\n');
  await writeFile(own('a.md'), '# Zulu\n');
  store = await open();
});

afterEach(async () => {
  store.close();
  await rm(folder, { recursive: true });
});

const reasons = (id: string) => revisions.of(id).map(({ text, reason }) => [text, reason]);

const titles = async () => (await store.list()).map(({ id, title, origin }) => [id, title, origin]);

test('lists Morning first, then what is shipped, then own by title', async () => {
  await writeFile(own('no id.md'), 'x');
  await writeFile(own('notes.txt'), 'x');
  expect(await titles()).toEqual([
    ['morning', 'Morning', 'shipped'],
    ['tour', 'Tour', 'shipped'],
    ['also', 'Also shipped', 'shipped'],
    ['b', 'Alpha', 'own'],
    ['a', 'Zulu', 'own'],
  ]);
});

test('the first save of a shipped notebook makes a copy, and deleting it brings the shipped one back', async () => {
  const before = (await store.read('tour'))!;
  const after = await store.save('tour', '# Mine\n', { from: before.version, reason: 'edited' });
  expect({ before: before.shipped, after: after.shipped }).toEqual({ before: true, after: false });
  expect(await readFile(shipped('tour.md'), 'utf8')).toBe(before.text);
  expect(await readFile(own('tour.md'), 'utf8')).toBe('# Mine\n');
  expect((await titles())[1]).toEqual(['tour', 'Mine', 'copy']);
  await store.remove('tour');
  expect(await store.read('tour')).toEqual(before);
  expect(reasons('tour')).toEqual([
    [before.text, 'as shipped'],
    ['# Mine\n', 'edited'],
    [before.text, 'back to the shipped one'],
  ]);
  expect(await store.deleted()).toEqual([]);
  await expect(store.remove('tour')).rejects.toThrow('tour is shipped with Deskbook and cannot be deleted.');
});

describe('two writers', () => {
  test('conflict, and the second is told what stands there', async () => {
    const opened = (await store.read('a'))!;
    await writeFile(own('a.md'), '# Outside\n');
    const failure = await store
      .save('a', '# Inside\n', { from: opened.version, reason: 'edited' })
      .catch((error) => error);
    expect(failure).toBeInstanceOf(SaveConflict);
    expect(failure.current.text).toBe('# Outside\n');
    expect(await readFile(own('a.md'), 'utf8')).toBe('# Outside\n');
    await store.save('a', '# Inside\n', { from: undefined, reason: 'replaced' });
    expect(await readFile(own('a.md'), 'utf8')).toBe('# Inside\n');
    expect(reasons('a')).toEqual([
      ['# Outside\n', 'as it was found'],
      ['# Inside\n', 'replaced'],
    ]);
  });

  test('of one version: exactly one is saved', async () => {
    const { version } = (await store.read('a'))!;
    const saves = ['one', 'two', 'three'].map((text) => store.save('a', text, { from: version, reason: 'edited' }));
    const outcomes = await Promise.allSettled(saves);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect((await store.read('a'))?.text).toBe('one');
  });

  test('saving what stands there already is no revision', async () => {
    const { version, text } = (await store.read('a'))!;
    await store.save('a', text, { from: version, reason: 'edited' });
    expect(revisions.all).toEqual([]);
  });
});

test('a save leaves the file and nothing beside it', async () => {
  await store.save('a', 'x'.repeat(100_000), { from: undefined, reason: 'edited' });
  expect((await readdir(own())).sort()).toEqual(['a.md', 'b.md']);
});

test('what a kill left of a save goes away at the next start, and nothing else does', async () => {
  for (const name of ['.a.md.4711-3.tmp', '.a.md.swp', 'notes.tmp']) await writeFile(own(name), 'half');
  store.close();
  store = await open();
  expect((await readdir(own())).sort()).toEqual(['.a.md.swp', 'a.md', 'b.md', 'notes.tmp']);
});

test('a save that cannot be a revision does not touch the file', async () => {
  revisions.failure = new Error('disk full');
  await expect(store.save('a', 'new', { from: undefined, reason: 'edited' })).rejects.toThrow('disk full');
  expect(await readFile(own('a.md'), 'utf8')).toBe('# Zulu\n');
});

describe('nothing outside of the folders', () => {
  const hostile = [
    '../secret',
    '..',
    '.',
    '',
    'a/../../secret',
    '/etc/passwd',
    '..%2fsecret',
    'a\0',
    'A',
    'a.md',
    '-x',
    'x'.repeat(65),
    'con\\..',
  ];
  test.each(hostile)('%j is not read, written or deleted', async (id) => {
    await writeFile(path.join(folder, 'secret.md'), 'secret');
    expect(await store.read(id)).toBeUndefined();
    await expect(store.save(id, 'x', { from: undefined, reason: 'edited' })).rejects.toThrow('is no id of a notebook.');
    await expect(store.remove(id)).rejects.toThrow('There is no notebook');
    expect(await readFile(path.join(folder, 'secret.md'), 'utf8')).toBe('secret');
    expect((await readdir(folder)).sort()).toEqual(['own', 'secret.md', 'shipped']);
  });

  test('a link is not followed', async () => {
    await writeFile(path.join(folder, 'secret.md'), 'secret');
    await symlink(path.join(folder, 'secret.md'), own('link.md'));
    expect(await store.read('link')).toBeUndefined();
    await store.save('link', 'mine', { from: undefined, reason: 'edited' });
    expect(await readFile(path.join(folder, 'secret.md'), 'utf8')).toBe('secret');
  });
});

test('a file that is not UTF-8 says so and hides no other', async () => {
  await writeFile(own('latin.md'), Buffer.from([0x23, 0x20, 0xe9]));
  await expect(store.read('latin')).rejects.toThrow(
    'latin.md is not UTF-8 text. Save it as UTF-8 in an editor to open it here.',
  );
  expect((await store.list()).map((entry) => entry.id)).toContain('latin');
});

test('keeps a byte order mark and carriage returns', async () => {
  const text = '\uFEFF---\r\ntitle: x\r\n---\r\n';
  await store.save('a', text, { from: undefined, reason: 'edited' });
  expect((await store.read('a'))?.text).toBe(text);
});

describe('a new notebook', () => {
  const cases: readonly [string, string][] = [
    ['P&L history', 'p-l-history'],
    ['Morning', 'morning-2'],
    ['  Übergröße \n 2 ', 'ubergro-e-2'],
    ['日本', 'notebook'],
    ['../../etc', 'etc'],
  ];
  test.each(cases)('%j is %s', async (title, id) => expect((await store.create(title)).id).toBe(id));

  test('has its title and cells that are right', async () => {
    const { text } = await store.create('P&L: "today"');
    const file = parse(text);
    expect([file.title, file.problems, file.blocks.map((block) => block.id)]).toEqual([
      'P&L: "today"',
      [],
      ['note_1', 'day', 'by_instrument'],
    ]);
  });

  test('made twice at once has two ids', async () => {
    const made = await Promise.all([store.create('Twin'), store.create('Twin')]);
    expect(made.map(({ id }) => id)).toEqual(['twin', 'twin-2']);
  });
});

describe('edits made outside', () => {
  const heard = () => {
    const ids: string[] = [];
    let wake = () => {};
    store.onOutsideChange((id) => {
      ids.push(id);
      wake();
    });
    const until = async (count: number) => {
      while (ids.length < count) await new Promise<void>((resolve) => (wake = resolve));
      return ids;
    };
    return { ids, until };
  };

  test('are heard of, also when the editor saves by renaming', async () => {
    const { until } = heard();
    await writeFile(own('a.md'), 'written');
    expect(await until(1)).toEqual(['a']);
    await writeFile(own('.a.md.swp'), 'renamed');
    await rename(own('.a.md.swp'), own('a.md'));
    expect(await until(2)).toEqual(['a', 'a']);
    await writeFile(own('fresh.md'), 'new');
    expect(await until(3)).toEqual(['a', 'a', 'fresh']);
    await rm(own('fresh.md'));
    expect(await until(4)).toEqual(['a', 'a', 'fresh', 'fresh']);
  });

  test('are not our own', async () => {
    const { ids, until } = heard();
    for (const text of ['one', 'two', 'three']) await store.save('a', text, { from: undefined, reason: 'edited' });
    await store.create('Own');
    await store.remove('b');
    await new Promise((resolve) => setTimeout(resolve, 150));
    await writeFile(own('last.md'), 'outside');
    await until(1);
    expect(ids).toEqual(['last']);
  });
});

describe('a deleted notebook', () => {
  test('is listed and keeps its id until it is back', async () => {
    const { text } = (await store.read('a'))!;
    const removed = await store.remove('a');
    expect(removed).toEqual({ title: 'Zulu', revision: 1, reverted: false });
    expect((await store.deleted()).map(({ id, title, revision }) => [id, title, revision.text])).toEqual([
      ['a', 'Zulu', text],
    ]);
    expect((await store.create('A')).id).toBe('a-2');
    await store.save('a', store.revision('a', removed.revision)?.text ?? '', { from: undefined, reason: 'restored' });
    expect([await store.read('a'), await store.deleted()]).toMatchObject([{ text }, []]);
    expect(reasons('a')).toEqual([
      [text, 'as it was found'],
      [text, 'deleted'],
      [text, 'restored'],
    ]);
  });

  test('is still listed by another store on the same folders', async () => {
    await store.remove('b');
    store.close();
    store = await open();
    expect((await store.deleted()).map(({ id }) => id)).toEqual(['b']);
  });

  test('that somebody removed from the folder is listed when we had saved it', async () => {
    await store.save('a', '# Saved\n', { from: undefined, reason: 'edited' });
    const heard = new Promise<string>((resolve) => store.onOutsideChange(resolve));
    await rm(own('a.md'));
    expect(await heard).toBe('a');
    expect((await store.deleted()).map(({ revision }) => [revision.notebook, revision.reason])).toEqual([
      ['a', 'deleted outside'],
    ]);
  });

  test('has no revision of another notebook', async () => {
    await store.save('a', 'new', { from: undefined, reason: 'edited' });
    expect([store.revision('a', 2)?.text, store.revision('b', 2)]).toEqual(['new', undefined]);
  });
});

describe('a duplicate', () => {
  test('has the same cells under a free title and id', async () => {
    await writeFile(own('a.md'), '# Zulu\n\n```sql x\nselect 1\n```\n');
    const titles = [];
    for (const id of ['a', 'a', 'zulu-copy', 'tour']) titles.push(await store.duplicate(id));
    expect(titles.map(({ id, title }) => [id, title])).toEqual([
      ['zulu-copy', 'Zulu copy'],
      ['zulu-copy-2', 'Zulu copy 2'],
      ['zulu-copy-3', 'Zulu copy 3'],
      ['tour-copy', 'Tour copy'],
    ]);
    expect(titles[0]?.text).toBe('---\ntitle: Zulu copy\n---\n\n# Zulu\n\n```sql x\nselect 1\n```\n');
    await expect(store.duplicate('none')).rejects.toThrow('There is no notebook none to duplicate.');
  });
});

test('the list says what a notebook is', async () => {
  await writeFile(
    own('a.md'),
    '# Zulu\n\nWhat **we** did. And more.\n\n```sql x\nselect 1\n```\n\n```vega y\n{}\n```\n',
  );
  const entry = (await store.list()).find(({ id }) => id === 'a');
  expect(entry).toMatchObject({ title: 'Zulu', about: 'What we did.', kinds: ['sql', 'vega'], origin: 'own' });
});
