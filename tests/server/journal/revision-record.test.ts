import path from 'node:path';
import { expect, test } from 'vitest';
import { ManualClock } from '../../../core/clock.ts';
import { SqliteJournal } from '../../../server/journal/journal.ts';
import { key, start } from './entries.ts';
import { temporaryFolder } from './folder.ts';

test('gives a text its id once it is on disk, and finds the last text of notebooks that ended', async () => {
  const journal = new SqliteJournal(path.join(temporaryFolder(), 'journal.sqlite'), key, new ManualClock(start));
  const { revisions } = journal;
  const append = (notebook: string, text: string, reason: string) =>
    revisions.append({ notebook, text, reason, at: start });
  const ids = await Promise.all([
    append('carry', 'one', 'created'),
    append('roll', 'roll', 'created'),
    append('carry', 'two', 'edit a'),
    append('carry', 'two', 'deleted'),
    append('again', 'again', 'deleted'),
    append('again', 'again', 'restored'),
  ]);
  expect(ids).toEqual([1, 2, 3, 4, 5, 6]);
  expect(revisions.last('carry')).toEqual({ id: 4, notebook: 'carry', at: start, reason: 'deleted', text: 'two' });
  expect([revisions.one(3)?.text, revisions.one(9), revisions.last('none')]).toEqual(['two', undefined, undefined]);
  expect(revisions.of('carry').map(({ id }) => id)).toEqual([1, 3, 4]);
  expect(revisions.ending(['deleted']).map(({ notebook }) => notebook)).toEqual(['carry']);
  journal.close();
});
