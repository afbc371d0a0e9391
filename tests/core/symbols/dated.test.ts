import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { tradeDate } from '../../../core/calendar/business-day.ts';
import { instrumentRegistry } from '../../../core/model/registry.ts';
import { contractOf, instrumentOf } from '../../../core/symbols/instrument-contract.ts';
import { printSymbol, readSymbol } from '../../../core/symbols/translate.ts';

const { instruments, calendars } = await loadConfig('config');
const registry = instrumentRegistry(instruments, tradeDate('2026-11-21'), calendars);
const book = registry.symbols;
const idOf = (text: string, from: 'kite' | 'upstox') => {
  const contract = readSymbol(text, book, from)?.contract;
  return contract && instrumentOf(contract, registry)?.id;
};
const printed = (id: string, to: 'kite' | 'upstox') => printSymbol(contractOf(registry.resolve(id)), to, book);

describe('names of one contract', () => {
  test.each([
    ['NIFTY23NOV26F', 'NIFTY26NOVFUT', 'NIFTY FUT 23 NOV 26'],
    ['NIFTY29SEP26F', 'NIFTY26SEPFUT', 'NIFTY FUT 29 SEP 26'],
    ['NIFTY23NOV26C26000', 'NIFTY26NOV26000CE', 'NIFTY 26000 CE 23 NOV 26'],
    ['NIFTY24NOV26C26000', 'NIFTY26N2426000CE', 'NIFTY 26000 CE 24 NOV 26'],
    ['NIFTY06OCT26P25950', 'NIFTY26O0625950PE', 'NIFTY 25950 PE 06 OCT 26'],
    ['NIFTY13JAN26C26000', 'NIFTY2611326000CE', 'NIFTY 26000 CE 13 JAN 26'],
    ['NIFTY01DEC26P500', 'NIFTY26D01500PE', 'NIFTY 500 PE 01 DEC 26'],
    ['NIFTY17APR25P20400', 'NIFTY2541720400PE', 'NIFTY 20400 PE 17 APR 25'],
    ['BANKNIFTY29DEC26C58000', 'BANKNIFTY26DEC58000CE', 'BANKNIFTY 58000 CE 29 DEC 26'],
    ['MIDCPNIFTY29DEC26P12975', 'MIDCPNIFTY26DEC12975PE', 'MIDCPNIFTY 12975 PE 29 DEC 26'],
    ['SENSEX03DEC26C84500', 'SENSEX26D0384500CE', 'SENSEX 84500 CE 03 DEC 26'],
    ['RELIANCE30NOV23C1840', 'RELIANCE23NOV1840CE', 'RELIANCE 1840 CE 30 NOV 23'],
    ['HDFCBANK29DEC26C997.5', 'HDFCBANK26DEC997.5CE', 'HDFCBANK 997.5 CE 29 DEC 26'],
    ['NIFTY', 'NIFTY 50', 'Nifty 50'],
    ['FINNIFTY', 'NIFTY FIN SERVICE', 'Nifty Fin Service'],
    ['SENSEX', 'SENSEX', 'SENSEX'],
    ['INFY', 'INFY', 'INFY'],
  ])('%s', (id, kite, upstox) => {
    expect([printed(id, 'kite'), printed(id, 'upstox')]).toEqual([{ text: kite }, { text: upstox }]);
    expect([idOf(kite, 'kite'), idOf(upstox, 'upstox')]).toEqual([id, id]);
    expect([kite, upstox, kite.toLowerCase(), `NFO:${kite}`].map((name) => registry.resolve(name).id)).toEqual([
      id,
      id,
      id,
      id,
    ]);
  });
});

test.each([
  ['a month that is none', 'NIFTY26NVO26000CE'],
  ['a day that is none', 'NIFTY26N3126000CE'],
  ['the day that has its month’s own name', 'NIFTY26N2326000CE'],
  ['a strike that is none', 'NIFTY26NOVCE'],
  ['a product without contracts of a day', 'ZN26NOVFUT'],
  ['an unknown product', 'NIFTEE 26000 CE 24 NOV 26'],
  ['a day that no calendar has', 'NIFTY 26000 CE 31 NOV 26'],
])('%s is no symbol', (_name, text) => {
  expect(readSymbol(text, book)).toBeUndefined();
});

test('kite has no name for a future that does not end its month', () => {
  expect(printed('NIFTY17NOV26F', 'kite')).toEqual({
    reason: 'What kite calls NIFTY futures that expire on 2026-11-17 is not known here.',
  });
});

test.each([
  ['NIFTTY26NOV26000CE', 'Did you mean NIFTY26NOV26000CE'],
  ['NIFTY24NVO26C26000', 'Did you mean NIFTY23NOV26C26000'],
  ['NIFTY 26000 CE 25 NVO 26', 'Did you mean NIFTY 26000 CE 23 NOV 26'],
  ['BANKNIFTY26DECFT', 'Did you mean BANKNIFTY26DECFUT'],
])('%s is refused with near matches', (name, near) => {
  expect(() => registry.resolve(name)).toThrow(near);
});

test('what others write by month is none of theirs', () => {
  expect(printSymbol(contractOf(registry.resolve('ZNZ6')), 'kite', book)).toEqual({
    reason: 'kite writes no contracts that are named by their month.',
  });
  expect(printSymbol(contractOf(registry.resolve('NIFTY23NOV26F')), 'tt', book)).toEqual({
    reason: 'tt writes no contracts that are named by their day.',
  });
  expect(printSymbol(contractOf(registry.resolve('INFY')), 'cme', book)).toEqual({
    reason: 'cme writes contracts, and INFY is none.',
  });
});
