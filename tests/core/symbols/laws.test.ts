import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { addDays, tradeDate } from '../../../core/calendar/business-day.ts';
import { seriesDays } from '../../../core/calendar/option-dates.ts';
import type { Contract } from '../../../core/model/any-contract.ts';
import { monthOf } from '../../../core/model/contract.ts';
import { price } from '../../../core/model/price.ts';
import { SymbolBook } from '../../../core/symbols/book.ts';
import { symbologyNames } from '../../../core/symbols/symbology.ts';
import { printSymbol, readSymbol } from '../../../core/symbols/translate.ts';

const { instruments } = await loadConfig('config');
const book = new SymbolBook(instruments, 2026);

const product = fc.constantFrom(...instruments.filter(({ contracts }) => contracts !== undefined));
const future: fc.Arbitrary<Contract> = product.chain((definition) =>
  fc
    .record({ year: fc.integer({ min: 2000, max: 2060 }), code: fc.constantFrom(...definition.contracts!.months) })
    .map(({ year, code }) => book.future(definition, year, monthOf(code))!),
);

const options = instruments.filter((definition) => definition.options !== undefined);
const option: fc.Arbitrary<Contract | undefined> = fc
  .record({
    definition: fc.constantFrom(...options),
    day: fc.constantFrom(...seriesDays),
    year: fc.integer({ min: 2001, max: 2060 }),
    month: fc.integer({ min: 1, max: 12 }),
    week: fc.integer({ min: 1, max: 5 }),
    steps: fc.integer({ min: 1, max: 1_600 }),
    right: fc.constantFrom('call' as const, 'put' as const),
  })
  .map(({ definition, day, year, month, week, steps, right }) => {
    const entry = { definition, day, names: definition.options!.series[day]! };
    const series = book.series(entry, year, month, day === 'standard' ? undefined : week);
    return book.option(series, price(steps * definition.options!.strikeStep), right);
  });

const indian = instruments.filter(({ dated }) => dated !== undefined);
const dated: fc.Arbitrary<Contract> = fc
  .record({
    definition: fc.constantFrom(...indian),
    days: fc.integer({ min: 0, max: 10_000 }),
    half: fc.integer({ min: 1, max: 200_000 }),
    right: fc.constantFrom('call' as const, 'put' as const, undefined),
  })
  .map(({ definition: { root }, days, half, right }) => {
    const option = right && { strike: price(half * 500_000_000), right };
    return book.dated(root, addDays(tradeDate('2010-01-01'), days), option)!;
  });
const outright: fc.Arbitrary<Contract> = fc
  .constantFrom(...indian)
  .map(({ root }): Contract => ({ kind: 'outright', root }));

const seriesOf = (contract: Contract) =>
  contract.kind === 'series' || contract.kind === 'option'
    ? [contract.root, contract.series, contract.expiry]
    : contract;

test.each(symbologyNames)('%s reads what it prints as the same contract', (name) => {
  let printed = 0;
  const law = (contract: Contract | undefined) => {
    const print = contract && printSymbol(contract, name, book);
    if (contract === undefined || print === undefined || 'reason' in print) return;
    printed += 1;
    const read = readSymbol(print.text, book, name)?.contract;
    if (name !== 'actanttime') expect([print.text, read]).toEqual([print.text, contract]);
    // it names an expiry, and none where two series share one
    else if (read !== undefined) expect(seriesOf(read)).toEqual(seriesOf(contract));
  };
  fc.assert(fc.property(future, law), { seed: 20250919, numRuns: 300 });
  fc.assert(fc.property(option, law), { seed: 20250721, numRuns: 300 });
  fc.assert(fc.property(fc.oneof(dated, outright), law), { seed: 20261123, numRuns: 300 });
  expect(printed).toBeGreaterThan(20);
});

test('every contract without a series is found by what any symbology calls it', () => {
  fc.assert(
    fc.property(fc.oneof(future, dated, outright), fc.constantFrom(...symbologyNames), (contract, name) => {
      const print = printSymbol(contract, name, book);
      if ('text' in print) expect(readSymbol(print.text, book)?.contract).toEqual(contract);
    }),
    { seed: 20261121, numRuns: 500 },
  );
});

test('no text makes a reader throw', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z0-9 .:/]{0,30}$/), (text) => {
      readSymbol(text, book);
    }),
    { seed: 7, numRuns: 500 },
  );
});
