import { expect, test } from 'vitest';
import { noSpecialDays, readCalendars } from '../../config/calendars.ts';
import { loadConfig } from '../../config/load.ts';
import type { TradeDate } from '../../core/model/time.ts';

const { calendars, productGroups } = await loadConfig('config');
const day = (text: string) => text as TradeDate;

test('the shipped file', () => {
  expect([calendars.cme.exceptions.size, calendars.nse.exceptions.size > 90, productGroups.get('ES')]).toEqual([
    2,
    true,
    'equity',
  ]);
  expect(calendars.nse.special(day('2024-11-01'))).toEqual({
    name: 'Diwali Laxmi Pujan, Muhurat trading',
    kind: 'holiday',
    tradeDate: true,
    hours: Object.fromEntries(
      ['rates', 'equity', 'metals_energy'].map((group) => [group, [{ open: 1080, close: 1140 }]]),
    ),
  });
});

test('a folder without the file has the rules alone', () => {
  const byRule = readCalendars(noSpecialDays).calendars;
  expect([byRule.nse.isTradeDate(day('2026-01-26')), byRule.cme.isTradeDate(day('2026-12-25'))]).toEqual([true, false]);
});

const file = (cme: object, nse: object = {}) => ({
  cme: { products: { equity: [], metals_energy: [] }, days: cme },
  nse: { days: nse },
});

test.each([
  [{ ...file({}), cmee: {} }, 'calendars.json: cmee is no setting. Did you mean cme?'],
  [
    file({ '2026-12-05': { name: 'x', closes: { rate: '12:15' } } }),
    'calendars.json: cme.days.2026-12-05.closes.rate is no setting. Did you mean rates?',
  ],
  [
    file({ '2026-12-05': { name: 'x', closes: { rates: '25:15' } } }),
    'calendars.json: cme.days.2026-12-05.closes.rates: a close is a local time as 12:15, or closed.',
  ],
  [
    file({}, { '2026-12-05': { name: 'x', hours: ['15:30-09:15'] } }),
    'calendars.json: nse.days.2026-12-05.hours.0: hours are two local times, the earlier first, as 09:15-15:30.',
  ],
  [
    file({}, { '2026-12-05': { name: 'x', hours: ['09:15-12:00', '11:00-12:30'] } }),
    'calendars.json: nse.days.2026-12-05.hours: hours follow each other and do not overlap.',
  ],
  [file({}, { '2026-12-05': { name: 'x' } }), 'calendars.json: nse.days.2026-12-05: a day has either closed or hours.'],
  [
    file({}, { '2026-12-05': { name: 'x', closed: true, hours: ['09:15-15:30'] } }),
    'calendars.json: nse.days.2026-12-05: a day has either closed or hours.',
  ],
  [
    file({}, { '2026-02-30': { name: 'x', closed: true } }),
    'calendars.json: nse.days.2026-02-30: a day is written as 2026-11-27.',
  ],
])('a mistake is named with its key: %#', (content, message) => {
  expect(() => readCalendars(content)).toThrow(message);
});
