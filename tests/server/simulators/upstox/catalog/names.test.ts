import { expect, it } from 'vitest';
import { compactName, listedName } from '../../../../../server/simulators/upstox/catalog/names.ts';
import { registry } from '../opened.ts';

it.each([
  ['NIFTY24NOV26F', true, 'NIFTY26NOVFUT', 'NIFTY FUT 24 NOV 26'],
  ['NIFTY24NOV26C26000', true, 'NIFTY26NOV26000CE', 'NIFTY 26000 CE 24 NOV 26'],
  ['NIFTY17NOV26P25950', false, 'NIFTY26N1725950PE', 'NIFTY 25950 PE 17 NOV 26'],
  ['NIFTY06OCT26C26000', false, 'NIFTY26O0626000CE', 'NIFTY 26000 CE 06 OCT 26'],
  ['NIFTY05MAY26C26000', false, 'NIFTY2650526000CE', 'NIFTY 26000 CE 05 MAY 26'],
  ['RELIANCE', false, 'RELIANCE', 'RELIANCE'],
])('%s is written', (id, isMonthly, compact, listed) => {
  const instrument = registry.resolve(id);
  expect([compactName(instrument, isMonthly), listedName(instrument)]).toEqual([compact, listed]);
});
