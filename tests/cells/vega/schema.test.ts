import { describe, expect, it } from 'vitest';
import { vega } from '../../../cells/vega/index.ts';

const problems = (spec: unknown): string[] =>
  vega.props.safeParse(spec).error?.issues.map((issue) => issue.message) ?? [];

describe('the properties of a chart', () => {
  const marks =
    'arc, area, bar, boxplot, circle, errorband, errorbar, geoshape, image, line, point, rect, rule, square, text, tick, trail';
  const cases: [string, unknown, string[]][] = [
    ['a mark by name', { mark: 'bar' }, []],
    ['a mark as an object', { mark: { type: 'line', point: true } }, []],
    ['layers', { layer: [{ mark: 'bar' }, { mark: { type: 'rule' } }] }, []],
    [
      'an unknown mark deep inside',
      { vconcat: [{ layer: [{ mark: 'bars' }] }] },
      [`there is no mark "bars"; the marks are ${marks}`],
    ],
    ['nothing to draw', { data: { name: 'x' } }, ['a chart needs one of mark, layer, hconcat, vconcat, concat, spec']],
    ['no object', [1], ['Invalid input: expected object, received array']],
  ];
  it.each(cases)('%s', (_, spec, expected) => expect(problems(spec)).toEqual(expected));

  it('starts with a specification that fits', () => expect(problems(JSON.parse(vega.starter))).toEqual([]));
});
