import { describe, expect, it } from 'vitest';
import { contractCount, priceText } from '../../../core/webhooks/number-text.ts';

describe('priceText', () => {
  const cases: [value: unknown, text: string | undefined][] = [
    ['$25,300.25', '25300.25'],
    ['25300.25', '25300.25'],
    [25300.25, '25300.25'],
    ['**$ 1,234,567**', '1234567'],
    ['₹24,15,000.05', '2415000.05'],
    ['25,300 ', '25300'],
    ["110'085", "110'085"],
    ['-12.5', '-12.5'],
    ['25300.250000000004', '25300.250000000'],
    ['0.0000000005', '0.000000000'],
    ['0.0000000015', '0.000000002'],
    ['', undefined],
    [null, undefined],
    [undefined, undefined],
  ];
  it.each(cases)('%s', (value, text) => {
    expect(priceText(value, 'price')).toBe(text);
  });

  const wrong: [value: unknown, sentence: string][] = [
    ['25,30', '"25,30" is no price: commas stand between thousands alone.'],
    ['25.300,25', '"25.300,25" is no price: commas stand between thousands alone.'],
    ['{{close}}', 'The placeholder "{{close}}" was not filled in; see that the alert\'s sender knows it.'],
    [{}, 'A text or a number is expected; got object.'],
    [[1], 'A text or a number is expected; got a list.'],
    [true, 'A text or a number is expected; got boolean.'],
  ];
  it.each(wrong)('%s is none', (value, sentence) => {
    expect(() => priceText(value, 'price')).toThrow(sentence);
  });
});

describe('contractCount', () => {
  const cases: [value: unknown, count: number | undefined][] = [
    [2, 2],
    ['2', 2],
    ['2.0', 2],
    ['', undefined],
  ];
  it.each(cases)('%s', (value, count) => {
    expect(contractCount(value, 'quantity')).toBe(count);
  });
  it.each([0, -1, 1.5, '0.75', 'two', '1e3', 1e21, Number.NaN])('%s is none', (value) => {
    expect(() => contractCount(value, 'quantity')).toThrow(
      'is no quantity; a whole number of contracts is, one at least.',
    );
  });
});
