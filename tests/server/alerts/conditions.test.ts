import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AlertsState } from '../../../core/alerts/notification.ts';
import { openTestConsole, type TestConsole } from '../open-console.ts';

let desk: TestConsole;
const usual = { clear: 0, everySeconds: 1, text: 'It is {value}, of {of}.' };
beforeAll(async () => {
  desk = await openTestConsole({
    demo: { enabled: false },
    alerts: {
      throttleSeconds: 0,
      conditions: {
        'error-rate': { on: false },
        'loss-of-day': { on: false },
        high: { ...usual, sql: "select 7 as n, $today is not null and $now > '2000-01-01' as of", above: 5 },
        low: { ...usual, sql: 'select count(*) from fills', below: -1 },
        nothing: { ...usual, sql: 'select max(fee) from fills', above: 0 },
        broken: { ...usual, sql: 'select n from nowhere', above: 0 },
        many: { ...usual, sql: 'select * from (values (1), (2))', above: 0 },
        word: { ...usual, sql: "select 'much'", above: 0 },
        away: { ...usual, sql: 'select 1', above: 0, on: false },
      },
    },
  });
});
afterAll(() => desk.close());

it('are measured by themselves, and one that cannot be does not stop the others', async () => {
  const read = () => desk.open.desk.bus.read<AlertsState>('alerts');
  const settled = () =>
    read().conditions.every(({ state, value, name }) => state !== 'well' || value || name === 'nothing');
  for (let tries = 0; tries < 400 && !(settled() && read().notifications.length >= 4); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { conditions, notifications } = read();
  const shown = new Map(conditions.map(({ name, state, value, sentence }) => [name, [state, value, sentence]]));
  expect(shown.get('high')).toEqual(['firing', '7', 'Fires above 5, clears at 0.']);
  expect(shown.get('low')).toEqual(['well', '0', 'Fires below -1, clears at 0.']);
  expect(shown.get('nothing')).toEqual(['well', undefined, 'Fires above 0, clears at 0.']);
  expect(shown.get('broken')).toEqual(['failing', undefined, expect.stringContaining('nowhere')]);
  expect(shown.get('many')).toEqual(['failing', undefined, 'It gives 2 rows and should give one.']);
  expect(shown.get('word')).toEqual(['failing', undefined, 'Its first column is "much" and should be a number.']);
  expect(shown.get('away')).toEqual(['off', undefined, undefined]);
  expect(notifications.map(({ key, text, detail }) => [key, text, detail]).sort()).toEqual([
    ['condition.broken.query', 'The condition broken cannot be measured.', expect.stringContaining('nowhere')],
    ['condition.high', 'It is 7, of true.', 'high: Fires above 5, clears at 0.'],
    ['condition.many.query', 'The condition many cannot be measured.', 'It gives 2 rows and should give one.'],
    [
      'condition.word.query',
      'The condition word cannot be measured.',
      'Its first column is "much" and should be a number.',
    ],
  ]);
});
