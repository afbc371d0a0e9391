import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, print } from '../../../notebook/format/index.ts';
import { anyText } from './arbitrary.ts';

describe('laws', () => {
  test('printing what was read gives the text back, byte for byte', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(print(parse(text))).toBe(text);
      }),
      { numRuns: 1_500 },
    );
  });

  test('reading what was printed gives the file back', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const file = parse(text);
        expect(parse(print(file))).toEqual(file);
        expect(parse(print(file), file)).toEqual(file);
      }),
      { numRuns: 1_000 },
    );
  });

  test('addresses are unique and fit a URL', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const ids = parse(text).blocks.map((block) => block.id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.filter((id) => !/^[a-z0-9_-]+$/.test(id))).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});

const outline = (text: string) => parse(text).blocks.map(({ kind, id, body, line }) => [kind, id, body, line]);
const problems = (text: string) => parse(text).problems.map(({ code, line, cell }) => [code, line, cell]);

describe('blocks', () => {
  const cases: readonly [string, string, unknown[]][] = [
    ['nothing', '', []],
    ['blank lines only', '\n \n\n', []],
    ['prose', 'One.\n\nStill one.\n', [['note', 'note_1', 'One.\n\nStill one.', 1]]],
    [
      'two blank lines part prose',
      'One.\n\n\nTwo.',
      [
        ['note', 'note_1', 'One.', 1],
        ['note', 'note_2', 'Two.', 4],
      ],
    ],
    ['a cell', '```sql a\nselect 1\n```\n', [['sql', 'a', 'select 1', 1]]],
    ['an empty cell', '```sql a\n```', [['sql', 'a', '', 1]]],
    [
      'a body keeps its blank lines and tabs',
      '```sql a\n\n\tselect 1  \n\n```\n',
      [['sql', 'a', '\n\tselect 1  \n', 1]],
    ],
    [
      'carriage returns',
      'One.\r\n```sql a\r\nx\r\ny\r\n```\r\n',
      [
        ['note', 'note_1', 'One.', 1],
        ['sql', 'a', 'x\ny', 2],
      ],
    ],
    ['a longer fence holds a shorter one', '````sql a\n```sql b\n```\n````\n', [['sql', 'a', '```sql b\n```', 1]]],
    [
      'a fence without a name is prose',
      'x\n```sql\nselect 1\n\n\n\n```\ny\n',
      [['note', 'note_1', 'x\n```sql\nselect 1\n\n\n\n```\ny', 1]],
    ],
    ['an option is no name', '```sql every=1s\n```\n', [['note', 'note_1', '```sql every=1s\n```', 1]]],
    ['tildes are prose', '~~~sql a\n```sql b\n~~~\n', [['note', 'note_1', '~~~sql a\n```sql b\n~~~', 1]]],
    ['an indented fence is prose', ' ```sql a\n```sql b\n ```\n', [['note', 'note_1', ' ```sql a\n```sql b\n ```', 1]]],
    [
      'a cell in a code block is prose',
      '```` markdown\n```sql a\n```\n````\n',
      [['note', 'note_1', '```` markdown\n```sql a\n```\n````', 1]],
    ],
    [
      'a cell parts prose',
      'a\n```x y\n```\nb',
      [
        ['note', 'note_1', 'a', 1],
        ['x', 'y', '', 2],
        ['note', 'note_2', 'b', 4],
      ],
    ],
    ['a named note', '```note intro span=6\nHello\n```\n', [['note', 'intro', 'Hello', 1]]],
  ];
  test.each(cases)('%s', (_, text, expected) => expect(outline(text)).toEqual(expected));
});

describe('problems', () => {
  const cases: readonly [string, string, unknown[]][] = [
    ['none', '---\ntitle: x\n---\n```sql a every=1s span=4 rows=3 policy=lazy\n```\n', []],
    ['a bad name', '\n```sql Fills\n```\n', [['bad_id', 2, 'fills-2']]],
    ['a name twice', '```sql a\n```\n```vega a\n```\n', [['duplicate_id', 3, 'a-2']]],
    ['a name of prose', 'x\n```sql note_1\n```\n', [['duplicate_id', 2, 'note_1-2']]],
    ['a value that does not fit', '```sql a span=13\n```\n', [['bad_option', 1, 'a']]],
    ['a word that is no option', '```sql a wide\n```\n', [['bad_option', 1, 'a']]],
    ['an option twice', '```sql a span=1 span=2\n```\n', [['bad_option', 1, 'a']]],
    ['an unknown option', '```sql a evry=1s\n```\n', [['unknown_option', 1, 'a']]],
    ['an open cell', 'x\n\n```sql a\nselect 1\n', [['unclosed_fence', 3, 'a']]],
    ['an open code block', 'x\n```\ny\n```\n\n~~~js\nz', [['unclosed_fence', 6, 'note_1']]],
    [
      'front matter',
      '---\ntitle: x\nwhat\ntitle: y\ntags:\n  - a\n# c\n---\n',
      [
        ['bad_front_matter', 3, undefined],
        ['bad_front_matter', 4, undefined],
      ],
    ],
  ];
  test.each(cases)('%s', (_, text, expected) => expect(problems(text)).toEqual(expected));

  test('are sentences', () => {
    const text = '```sql a evry=1s colour=red span=wide policy=later\n```\n```sql 2b\n```\n```sql a\n';
    expect(parse(text).problems.map((problem) => problem.message)).toEqual([
      'There is no option evry; did you mean every?',
      'There is no option colour; known options are every, span, rows, policy, collapsed, v.',
      'span=wide: expected a whole number from 1 to 12.',
      'policy=later: expected auto, lazy or frozen.',
      '2b is no name for a cell: names begin with a small letter and hold small letters, digits and _.',
      'Line 1 already has a cell a. Give one of them another name.',
      'The fence ``` is never closed, so everything below belongs to it. Add a line ``` where it ends.',
    ]);
  });
});

describe('front matter', () => {
  const cases: readonly [string, string, Record<string, string>, string][] = [
    ['plain', '---\ntitle: Morning\nvenue: paper # which\n---\n', { title: 'Morning', venue: 'paper' }, 'Morning'],
    [
      'quoted',
      `---\ntitle: "A: \\"b\\""\nnote: 'it''s'\nempty:\n---`,
      { title: 'A: "b"', note: "it's", empty: '' },
      'A: "b"',
    ],
    ['a byte order mark', '\uFEFF---\r\ntitle: x\r\n---\r\n', { title: 'x' }, 'x'],
    ['a rule without an end', '---\n# Heading\n', {}, 'Heading'],
    ['not at the start', '\n---\ntitle: x\n---\n', {}, ''],
    ['a heading in code is no title', '```\n# no\n```\n# Yes #\n', {}, 'Yes'],
  ];
  test.each(cases)('%s', (_, text, values, title) => {
    const file = parse(text);
    expect([file.front.values, file.title]).toEqual([values, title]);
  });
});
