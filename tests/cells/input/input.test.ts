import { html } from 'hono/html';
import { describe, expect, test } from 'vitest';
import { input } from '../../../cells/input/index.ts';
import { type InputProps, props } from '../../../cells/input/schema.ts';
import type { CellContext, ParamValue, Tag } from '../../../cells/kind.ts';
import { ManualClock } from '../../../core/clock.ts';
import { instant, type TradeDate } from '../../../core/model/time.ts';
import type { PositionsState } from '../../../core/topics.ts';

const context = (params: Readonly<Record<string, ParamValue>> = {}): CellContext => {
  const unasked = () => {
    throw new Error('an input asked for more than it needs');
  };
  const held = (account: string) => ({ account }) as PositionsState['positions'][number];
  const positions = { tradeDate: '2026-11-20' as TradeDate, positions: [held('Z1'), held('DEMO'), held('Z1')] };
  return {
    id: 'it',
    signal: new AbortController().signal,
    clock: new ManualClock(instant(0)),
    tradeDate: '2026-11-20' as TradeDate,
    params: new Map(Object.entries(params)),
    instruments: ['ESZ6', 'ZNZ6'],
    instrument: unasked,
    query: unasked,
    valueOf: unasked,
    read: <V>(topic: string) => (topic === 'positions' ? (positions as V) : undefined),
    changes: unasked,
  };
};

async function frame(given: unknown, params?: Readonly<Record<string, ParamValue>>) {
  const checked = props.parse(given);
  for await (const value of input.frames(checked, context(params))) return { value, checked };
  throw new Error('no frame');
}

const shown = async (given: unknown, params?: Readonly<Record<string, ParamValue>>) => {
  const { value, checked } = await frame(given, params);
  return String(await input.view(html as Tag<unknown>, value, checked));
};

describe('a frame', () => {
  const cases: readonly [unknown, Readonly<Record<string, ParamValue>> | undefined, unknown][] = [
    [{ type: 'date' }, undefined, { name: 'it', type: 'date', label: 'it', text: '2026-11-20' }],
    [
      { type: 'number', label: 'n' },
      { it: { type: 'number', value: 2.5 } },
      { name: 'it', type: 'number', label: 'n', text: '2.5' },
    ],
    [
      { type: 'choice', choices: ['a', 'b'] },
      { it: { type: 'text', value: 'b' } },
      { name: 'it', type: 'choice', label: 'it', text: 'b', choices: ['a', 'b'] },
    ],
    [
      { type: 'choice', choices: 'instruments', default: 'ZN' },
      undefined,
      { name: 'it', type: 'choice', label: 'it', text: 'ZN', choices: ['ESZ6', 'ZNZ6', 'ZN'] },
    ],
    [
      { type: 'choice', choices: 'accounts', default: 'DEMO' },
      { it: { type: 'text', value: 'X' } },
      { name: 'it', type: 'choice', label: 'it', text: 'X', choices: ['DEMO', 'Z1', 'X'] },
    ],
  ];
  test.each(cases)('%j with %j', async (given, params, expected) =>
    expect((await frame(given, params)).value).toEqual(expected),
  );
});

test('a control is native and labeled', async () => {
  expect(await shown({ type: 'number', min: 1, step: 1, default: 5, label: 'at <least>' })).toBe(
    '<label class="input-cell"><span class="input-label">at &lt;least&gt;</span><input class="input-control" data-action="input" type="number" inputmode="decimal" required min="1" max="" step="1" value="5"></label>',
  );
  expect(await shown({ type: 'choice', choices: ['"a"', 'b'], default: 'b' })).toBe(
    '<label class="input-cell"><span class="input-label">it</span><select class="input-control" data-action="input"><option value="&quot;a&quot;">&quot;a&quot;</option><option selected value="b">b</option></select></label>',
  );
});

test('an export shows the value and no control', async () => {
  const { value, checked } = await frame({ type: 'text', default: '<b>', label: '"x"' });
  const tools = { chart: async () => '', box: { width: 200, height: 100 } };
  expect(await input.exportAs?.html?.(value, checked as InputProps, tools)).toBe(
    '<span class="input-cell"><span class="input-label">&quot;x&quot;</span><output class="input-control">&lt;b&gt;</output></span>',
  );
});

test('it gives its name as a parameter', () => {
  expect(input.refs(props.parse({ type: 'text' }), 'day', async () => ({ reads: [] }))).toEqual({
    reads: [],
    gives: '$day',
  });
});
