import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { namesIn, readBody, substitute } from '../../cells/body.ts';
import { kindNamed, kinds } from '../../cells/index.ts';
import type { ParamValue } from '../../cells/kind.ts';
import { calendarsByRule } from '../../core/calendar/calendar.ts';
import type { TradeDate } from '../../core/model/time.ts';
import { type NotebookFile, parse } from '../../notebook/format/index.ts';

const folder = path.resolve(import.meta.dirname, '../../data/notebooks');
const files = readdirSync(folder).sort();
const read = (name: string): NotebookFile => parse(readFileSync(path.join(folder, name), 'utf8'));

/** The inputs of a notebook with the values they begin with. */
function inputsOf(file: NotebookFile): Map<string, ParamValue> {
  const context = { tradeDate: '2026-11-20' as TradeDate, calendar: calendarsByRule.cme, instruments: ['ZNZ6'] };
  return new Map(
    file.blocks.flatMap(({ kind, name, body }): [string, ParamValue][] => {
      const spec = kindNamed(kind);
      if (!spec?.input) return [];
      const raw = readBody(spec.language, body);
      const { values } = spec.input.initial(spec.props.parse(raw), context);
      return spec.input.names(raw, name).map((each, index) => [each, values[index]!]);
    }),
  );
}

test('these are shipped', () =>
  expect(files).toEqual([
    'market-replay.md',
    'morning.md',
    'observatory.md',
    'operations.md',
    'pnl-history.md',
    'scenario-ladder.md',
    'tour.md',
  ]));

describe.each(files)('%s', (name) => {
  const file = read(name);

  test('has a title and no problem', () => expect([file.title === '', file.problems]).toEqual([false, []]));

  test.each(file.blocks.map((block) => [block.id, block] as const))('%s fits its kind', (_, { kind, body }) => {
    const spec = kindNamed(kind);
    const raw = readBody(spec?.language ?? 'yaml', body);
    const inputs = inputsOf(file);
    expect(namesIn(raw).filter((each) => !inputs.has(each))).toEqual([]);
    expect(spec?.props.safeParse(substitute(raw, inputs))).toMatchObject({ success: true });
  });

  test('binds only what it has', () => {
    const inputs = inputsOf(file);
    const bound = file.blocks.flatMap(({ kind, body }) =>
      kindNamed(kind)?.language === 'sql' ? [...body.matchAll(/\$([a-z]\w*)/g)].map((match) => match[1] ?? '') : [],
    );
    const known = new Set([...inputs.keys(), 'now', 'today']);
    expect(bound.filter((each) => !known.has(each))).toEqual([]);
  });
});

test('the Tour shows every kind', () => {
  const shown = new Set(read('tour.md').blocks.map((block) => block.kind));
  expect(kinds.map((kind) => kind.name).filter((kind) => !shown.has(kind))).toEqual([]);
});
