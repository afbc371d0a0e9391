import { describe, expect, it } from 'vitest';
import { ladder as kind } from '../../../cells/ladder/index.ts';
import { props as schema } from '../../../cells/ladder/schema.ts';
import { ladder } from '../../../cells/ladder/server.ts';
import { clipped, shownRows } from '../../../cells/ladder/window.ts';
import { expectGolden, markupOf } from '../golden.ts';
import { zn } from '../live-topics.ts';
import { bookOf, guarded, middle, morning, stopped } from './fixture.ts';

const props = schema.parse({ instrument: 'ZN', levels: 9 });
const nothing = { book: undefined, orders: undefined, positions: undefined };
const next = ladder(props, zn);

describe('the view of a ladder', () => {
  it.each([
    ['morning', morning],
    ['stops', stopped],
    ['exits', guarded],
    ['bids-only', { ...nothing, book: bookOf({ bid: middle }) }],
    ['crossed', { ...nothing, book: bookOf({ bid: middle + 1, ask: middle - 1 }) }],
    ['empty', { ...nothing, book: bookOf({}) }],
    ['no-market', nothing],
  ])('%s', async (name, topics) => {
    await expectGolden(kind, name, ladder(props, zn)(topics), props);
  });

  it('has nothing that acts, so that no export has', async () => {
    expect(await markupOf(kind, next(morning), props)).not.toMatch(/<(?:button|input|a|form)\b|on[a-z]+=/);
  });

  it('escapes what a venue sends', async () => {
    const hostile = ladder(props, { ...zn, name: '<img src=x onerror=alert(1)>' })(morning);
    const markup = await markupOf(kind, hostile, props);
    expect(markup).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(markup).not.toContain('<img');
  });
});

describe('the rows that are shown', () => {
  const value = ladder(props, zn)(morning);
  const anchor = value.anchor ?? 0;
  const cases: [name: string, at: number, top: number, bottom: number][] = [
    ['the middle', anchor, anchor + 9, anchor - 9],
    ['scrolled up', anchor + 4, anchor + 13, anchor - 5],
    ['as far up as there are rows', anchor + 500, anchor + 18, anchor],
    ['as far down as there are rows', anchor - 500, anchor, anchor - 18],
  ];
  it.each(cases)('%s', (_, at, top, bottom) => {
    const rows = shownRows(value, clipped(value, at, 9), 9);
    expect([rows[0]?.tick, rows.at(-1)?.tick, rows.length]).toEqual([top, bottom, 19]);
  });
});
