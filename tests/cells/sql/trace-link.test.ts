import { expect, it } from 'vitest';
import type { Column, Json } from '../../../cells/kind.ts';
import { linkOf, mayLead } from '../../../cells/sql/trace-link.ts';

const trace = '4bf92f3577b34da6a3ce929d0e0e4736';

it.each<[what: string, columns: Column[], row: Json[], link: string | undefined]>([
  ['a trace', [{ name: 'trace_id', type: 'VARCHAR' }], [trace], `/traces/${trace}`],
  [
    'a trace with when it began',
    [
      { name: 'trace_id', type: 'VARCHAR' },
      { name: 'start_ts_us', type: 'BIGINT' },
    ],
    [trace, '1795449600000123'],
    `/traces/${trace}?near=1795449600000123`,
  ],
  [
    'a trace with its time',
    [
      { name: 'trace_id', type: 'VARCHAR' },
      { name: 'ts', type: 'TIMESTAMP' },
    ],
    [trace, '2026-11-20 16:31:07.250123'],
    `/traces/${trace}?near=1795192267250000`,
  ],
  [
    'a trace without either',
    [
      { name: 'trace_id', type: 'VARCHAR' },
      { name: 'start_ts_us', type: 'BIGINT' },
      { name: 'ts', type: 'TIMESTAMP' },
    ],
    [trace, null, null],
    `/traces/${trace}`,
  ],
  ['an order', [{ name: 'client_order_id', type: 'VARCHAR' }], ['T 1/7'], '/traces/of?subject=order%20T%201%2F7'],
  ['no id of a trace', [{ name: 'trace_id', type: 'VARCHAR' }], ['<b>'], undefined],
  ['nothing', [{ name: 'client_order_id', type: 'VARCHAR' }], [null], undefined],
  ['another column', [{ name: 'parent', type: 'VARCHAR' }], [trace], undefined],
])('leads from %s to where it is shown', (_what, columns, row, link) => {
  expect(linkOf(columns, row, 0)).toBe(link);
});

it('knows whether a table may lead anywhere', () => {
  expect(mayLead([{ name: 'client_order_id', type: 'VARCHAR' }])).toBe(true);
  expect(mayLead([{ name: 'minute', type: 'TIMESTAMP' }])).toBe(false);
});
