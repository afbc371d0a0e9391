import { expect, test } from 'vitest';
import { Closers } from '../../server/closers.ts';

test('what was opened last is closed first, once, and a failure keeps nothing open', async () => {
  const closers = new Closers();
  const closed: string[] = [];
  closers.add(() => closed.push('journal'));
  closers.add(async () => {
    throw new Error('engine');
  });
  closers.add(async () => {
    closed.push('sessions');
    throw new Error('sessions');
  });
  await expect(closers.close()).rejects.toThrow('sessions');
  await closers.close();
  expect(closed).toEqual(['sessions', 'journal']);
});
