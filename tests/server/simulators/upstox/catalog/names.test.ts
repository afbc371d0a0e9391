import { expect, it } from 'vitest';
import { listedName, quotedName } from '../../../../../server/simulators/upstox/catalog/names.ts';
import { registry } from '../opened.ts';

it.each([
  ['NIFTY23NOV26F', 'NIFTY26NOVFUT', 'NIFTY FUT 23 NOV 26'],
  ['NIFTY23NOV26C26000', 'NIFTY26NOV26000CE', 'NIFTY 26000 CE 23 NOV 26'],
  ['NIFTY01DEC26P25950', 'NIFTY26D0125950PE', 'NIFTY 25950 PE 01 DEC 26'],
  ['NIFTY', 'Nifty 50', 'Nifty 50'],
  ['RELIANCE', 'RELIANCE', 'RELIANCE'],
])('%s is written', (id, quoted, listed) => {
  const instrument = registry.resolve(id);
  expect([quotedName(instrument, registry), listedName(instrument, registry)]).toEqual([quoted, listed]);
});
