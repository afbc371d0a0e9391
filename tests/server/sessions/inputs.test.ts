import { expect, it } from 'vitest';
import { input } from '../../../cells/input/index.ts';
import { calendarsByRule } from '../../../core/calendar/calendar.ts';
import type { TradeDate } from '../../../core/model/time.ts';
import { parse } from '../../../notebook/format/index.ts';
import { readCells } from '../../../server/sessions/cell-text.ts';
import { Inputs } from '../../../server/sessions/inputs.ts';

function inputsOf(body: string, kept = new Map<string, string>()) {
  const texts = readCells(parse(`\`\`\`input day\n${body}\n\`\`\`\n`), new Map([['input', input]]));
  const desk = { date: '2026-11-20' as TradeDate };
  const inputs = new Inputs(
    'morning',
    {
      calendar: calendarsByRule.cme,
      desk: { tradeDate: () => desk.date, instruments: () => [] } as never,
      journal: {
        sessionValues: () => kept,
        setSessionValue: async (_, name, value) => void kept.set(name, value),
      },
    },
    () => texts,
  );
  return { inputs, kept, desk };
}

it('goes with the trade date while nobody has set it', async () => {
  const { inputs, desk } = inputsOf('type: date');
  expect(inputs.valueOf('day')).toEqual({ type: 'date', value: '2026-11-20' });
  desk.date = '2026-11-23' as TradeDate;
  expect(inputs.valueOf('day')).toEqual({ type: 'date', value: '2026-11-23' });
});

it('stays at what a person set, which is kept as typed', async () => {
  const { inputs, kept, desk } = inputsOf('type: date');
  expect(await inputs.set('day', '2026-11-18')).toBe('day');
  expect(await inputs.set('day', '2026-11-18')).toBeUndefined();
  desk.date = '2026-11-23' as TradeDate;
  expect(inputs.valueOf('day')).toEqual({ type: 'date', value: '2026-11-18' });
  expect(kept).toEqual(new Map([['day', '2026-11-18']]));
});

it('refuses in a sentence what does not fit and what is no input', async () => {
  const { inputs, kept } = inputsOf('type: date');
  await expect(inputs.set('day', 'yesterday')).rejects.toThrow(/2026-11-20|date/);
  await expect(inputs.set('night', '1')).rejects.toThrow('This notebook has no input called night.');
  expect(kept.size).toBe(0);
});

it('keeps a period as the word that it is, so that it goes with the trade date', async () => {
  const { inputs, kept, desk } = inputsOf('type: dates');
  expect(await inputs.set('day', 'Last 5')).toBe('day');
  desk.date = '2026-11-23' as TradeDate;
  expect([...inputs.all()]).toEqual([
    ['day_from', { type: 'date', value: '2026-11-17' }],
    ['day_to', { type: 'date', value: '2026-11-23' }],
  ]);
  expect(kept).toEqual(new Map([['day', 'last-5']]));
});

it('goes back to what is standard where what was kept fits no more, but for a choice, which stays', () => {
  const recalled = (body: string, text: string) =>
    inputsOf(body, new Map([['day', text]])).inputs.valueOf('day')?.value;
  expect(recalled('type: number\nmax: 5', '7')).toBe(0);
  expect(recalled('type: date', 'week')).toBe('2026-11-20');
  expect(recalled('type: select\noptions: [a, b]', 'gone')).toBe('gone');
  expect(recalled('type: select\noptions: [a, b]\nmultiple: true', 'gone,b')).toEqual(['b', 'gone']);
});
