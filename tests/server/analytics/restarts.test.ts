import { expect, test } from 'vitest';
import { Restarts } from '../../../server/analytics/restarts.ts';

test('an engine that ends again and again is started at once, later, and then only after a rest', async () => {
  let now = 0;
  const restarts = new Restarts(() => now);
  const again = [restarts.after('it broke'), restarts.after('it broke'), restarts.after('it broke')];
  expect(again.every((one) => one instanceof Promise)).toBe(true);
  expect(restarts.rests()).toBeUndefined();
  now = 10_000;
  expect(restarts.after('it broke')).toBeUndefined();
  now = 12_500;
  expect(restarts.rests()).toEqual({
    code: 'internal',
    message: 'The SQL engine stopped 4 times within a minute, the last time because it broke.',
    hint: 'It can be started again in 28 s. Change or freeze the cell that stops it; the log has what it said.',
  });
  now = 40_000;
  expect(restarts.rests()).toBeUndefined();
  now = 80_000;
  const later = restarts.after('it broke');
  restarts.end();
  await later;
});
