import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseList, printList } from '../../../cells/input/list-text.ts';

describe('a list as text', () => {
  const cases: readonly [readonly string[], string][] = [
    [[], ''],
    [['A'], 'A'],
    [['A', 'B C'], 'A,B C'],
    [['a,b', 'c'], '"a,b",c'],
    [['say "x"'], '"say ""x"""'],
    [[''], '""'],
    [['', ''], '"",""'],
    [[' a '], '" a "'],
    [['one\ntwo'], '"one\ntwo"'],
  ];
  test.each(cases)('%j is %j', (items, text) => {
    expect(printList(items)).toBe(text);
    expect(parseList(text)).toEqual(items);
  });

  test.each([
    [' A , B ', ['A', 'B']],
    ['A,,B,', ['A', 'B']],
    ['"A" , "B"', ['A', 'B']],
    ['  ', []],
  ])('%j is read as %j', (text, items) => expect(parseList(text)).toEqual(items));

  test.each(['"A', 'A"B', '"A"B', 'C,"A"B'])('%j is refused', (text) =>
    expect(() => parseList(text)).toThrow(/has a quote that is not closed or not doubled/),
  );

  test('reading what was printed gives the same list', () => {
    const item = fc.oneof(fc.string(), fc.stringMatching(/^[ ,"\n\ra]{0,6}$/));
    fc.assert(
      fc.property(fc.array(item, { maxLength: 6 }), (items) => {
        expect(parseList(printList(items))).toEqual(items);
      }),
    );
  });
});
