import { html } from 'hono/html';
import { expect, it } from 'vitest';
import { disarmed } from '../../../cells/ladder/arm.ts';
import { ladderHint } from '../../../cells/ladder/hint.ts';
import { props as schema } from '../../../cells/ladder/schema.ts';
import { ladder } from '../../../cells/ladder/server.ts';
import { loadConfig } from '../../../config/load.ts';
import { tradeDate } from '../../../core/calendar/business-day.ts';
import { instrumentRegistry } from '../../../core/model/registry.ts';
import type { Tag } from '../../../views/tag.ts';

const registry = instrumentRegistry((await loadConfig('config')).instruments, tradeDate('2026-11-20'));

const sizesOf = (name: string) => {
  const value = ladder(
    schema.parse({ instrument: name }),
    registry.resolve(name),
  )({
    book: undefined,
    orders: undefined,
    positions: undefined,
  });
  const markup = String(
    ladderHint(html as Tag<ReturnType<typeof html>>, value, {
      arm: disarmed,
      scrolled: false,
      stops: false,
      holding: undefined,
      move: undefined,
      protection: undefined,
      keyOf: (action) => action,
    }),
  );
  const sizes = [...markup.matchAll(/data-size="(\d+)"[^>]*title="([^"]*)">(\d+)</g)].map(([, ...parts]) =>
    parts.join(' | '),
  );
  return [value.instrument.name, ...sizes];
};

it('a ladder of lots has sizes of whole lots', () => {
  expect(sizesOf('NIFTY01DEC26C26000')).toEqual([
    'Nifty 50 · 26000.00 call, 01DEC26',
    '1 | 65 (1 lot of 65) a click (size-1) | 65',
    '5 | 325 (5 lots of 65) a click (size-2) | 325',
    '10 | 650 (10 lots of 65) a click (size-3) | 650',
    '25 | 1625 (25 lots of 65) a click (size-4) | 1625',
  ]);
});

it('and one of contracts counts them', () => {
  expect(sizesOf('ZN')).toEqual([
    '10-Year T-Note · Dec 26',
    '1 | 1 a click (size-1) | 1',
    '5 | 5 a click (size-2) | 5',
    '10 | 10 a click (size-3) | 10',
    '25 | 25 a click (size-4) | 25',
  ]);
  expect(sizesOf('NIFTY23NOV26F')[0]).toBe('Nifty 50 · future, 23NOV26');
});
