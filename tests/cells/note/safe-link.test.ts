import { describe, expect, test } from 'vitest';
import { anchorOf, safeLink } from '../../../cells/note/safe-link.ts';

describe('an address', () => {
  const cases: readonly [string, string | undefined][] = [
    ['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
    ['HTTP://example.com', 'HTTP://example.com'],
    ['mailto:desk@example.com', 'mailto:desk@example.com'],
    ['/notebooks/tour', '/notebooks/tour'],
    ['tour', 'tour'],
    ['a/b:c', 'a/b:c'],
    ['#By strategy', '#h-by-strategy'],
    ['#h-sql', '#h-sql'],
    ['#cell-zn', '#cell-zn'],
    ['javascript:alert(1)', undefined],
    ['java\nscript:alert(1)', undefined],
    ['\u0001javascript:alert(1)', undefined],
    ['JaVaScRiPt:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['vbscript:x', undefined],
    ['file:///etc/passwd', undefined],
    ['blob:x', undefined],
    ['//example.com', undefined],
    ['/\\example.com', undefined],
    ['', undefined],
  ];
  test.each(cases)('%j is %j', (href, expected) => expect(safeLink(href)).toBe(expected));
});

test('an anchor is made of the words of a heading', () => {
  expect(['By strategy', 'P&L: "today"', 'Über', '日本', '!!'].map(anchorOf)).toEqual([
    'h-by-strategy',
    'h-p-l-today',
    'h-über',
    'h-日本',
    'h-section',
  ]);
});
