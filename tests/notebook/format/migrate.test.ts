import { describe, expect, test } from 'vitest';
import { type BodyMigration, currentVersion, migrate } from '../../../notebook/format/index.ts';

const history: readonly BodyMigration[] = [
  { from: 1, about: 'symbol is instrument', migrate: (body) => body.replace('symbol:', 'instrument:') },
  { from: 2, about: 'rows is levels', migrate: (body) => body.replace('rows:', 'levels:') },
];

describe('a body is brought up to date', () => {
  const cases: readonly [string, number, unknown][] = [
    [
      'symbol: ZN\nrows: 4',
      1,
      { body: 'instrument: ZN\nlevels: 4', version: 3, steps: ['symbol is instrument', 'rows is levels'] },
    ],
    ['symbol: ZN\nrows: 4', 2, { body: 'symbol: ZN\nlevels: 4', version: 3, steps: ['rows is levels'] }],
    ['rows: 4', 3, { body: 'rows: 4', version: 3, steps: [] }],
  ];
  test.each(cases)('%j of version %i', (body, version, expected) =>
    expect(migrate(body, version, history)).toEqual(expected),
  );

  test('a kind without a history is at version 1', () => {
    expect([currentVersion([]), migrate('x', 1, [])]).toEqual([1, { body: 'x', version: 1, steps: [] }]);
  });

  test('a body from the future or over a gap is refused', () => {
    expect(() => migrate('', 4, history)).toThrow(
      'The cell was written for version 4 of its kind and this is version 3. Update Deskbook to read it.',
    );
    expect(() => migrate('', 1, history.slice(1))).toThrow(
      'There is no way from version 1 of this kind of cell to version 2.',
    );
  });
});
