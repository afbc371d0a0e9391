import { expect, test } from 'vitest';
import { definitions, figureNames, isFigureName } from '../../../core/statistics/definitions.ts';
import { statistics } from '../../../core/statistics/statistics.ts';

test('every figure has a definition and every definition a figure', () => {
  expect(Object.keys(statistics([])).sort()).toEqual(figureNames.toSorted());
});

test('a definition is a sentence, and a figure that may have no value says why', () => {
  const figures = statistics([]);
  for (const name of figureNames) {
    expect(definitions[name].definition).toMatch(/^[A-Z|].{14,200}\.$/);
    if (figures[name] === undefined)
      expect({ name, without: definitions[name].without }).not.toEqual({ name, without: '' });
  }
});

test('a name that is on the object itself is no figure', () => {
  expect([isFigureName('sharpe'), isFigureName('toString')]).toEqual([true, false]);
});
