import { expect, it } from 'vitest';
import { registryName } from '../../../core/webhooks/symbol.ts';

const cases: [symbol: string, name: string][] = [
  ['MNQ1!', 'MNQ'],
  ['CME_MINI:MNQ1!', 'MNQ'],
  ['m2k1!', 'M2K'],
  ['M2K', 'M2K'],
  ['6E1!', '6E'],
  ['6E', '6E'],
  ['SR31!', 'SR3'],
  ['CBOT:ZNZ2026', 'ZNZ2026'],
  ['TYZ6 Comdty', 'TYZ6 COMDTY'],
];
it.each(cases)('%s asks for %s', (symbol, name) => {
  expect(registryName(symbol)).toBe(name);
});

it('says that the second continuous contract is not traded', () => {
  expect(() => registryName('MNQ2!')).toThrow('"MNQ2!" is the 2. contract of MNQ; MNQ1!, the front month, is traded.');
});
