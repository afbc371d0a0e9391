import { describe, expect, it } from 'vitest';
import { diffLines, sizeOfChange } from '../../../notebook/diff/lines.ts';
import { diffNotebooks } from '../../../notebook/diff/notebooks.ts';
import { parse } from '../../../notebook/format/index.ts';

const marked = (before: string, after: string): string[] =>
  diffLines(before, after).map(
    ({ type, parts }) =>
      ({ same: '  ', removed: '- ', added: '+ ' })[type] +
      parts.map(({ text, changed }) => (changed ? `[${text}]` : text)).join(''),
  );

describe('lines', () => {
  it('mark the words that changed inside of a line that is still known', () => {
    expect(marked('select 1\nfrom fills\nwhere a', 'select 1\nfrom our_fills\nwhere a')).toEqual([
      '  select 1',
      '- from [fills]',
      '+ from [our_fills]',
      '  where a',
    ]);
  });

  it('mark no words where the lines have nothing to do with each other', () => {
    expect(marked('instrument: ZNZ6', 'select 2')).toEqual(['- instrument: ZNZ6', '+ select 2']);
  });

  it('count what was added and removed', () => {
    expect(sizeOfChange('a\nb\nc', 'a\nx\ny\nc')).toEqual({ added: 2, removed: 1 });
    expect([sizeOfChange('', 'a'), sizeOfChange('a', 'a')]).toEqual([
      { added: 1, removed: 0 },
      { added: 0, removed: 0 },
    ]);
  });
});

describe('notebooks', () => {
  const cell = (id: string, body: string, kind = 'sql'): string => `\`\`\`${kind} ${id}\n${body}\n\`\`\`\n`;
  const file = (...parts: string[]): string => parts.join('\n');
  const changes = (before: string, after: string) => {
    const old = parse(before);
    const { cells, untouched, title } = diffNotebooks(old, parse(after, old));
    return {
      title,
      untouched,
      cells: cells.map(({ id, change, moved, was }) => [
        change,
        id,
        ...(moved ? ['moved'] : []),
        ...(was ? [was] : []),
      ]),
    };
  };
  const [a, b, c] = [cell('a', 'one'), cell('b', 'two'), cell('c', 'three')];

  it.each<[string, string, string, ReturnType<typeof changes>['cells'], number]>([
    ['nothing', file(a, b), file(a, b), [], 2],
    ['an added cell', file(a, c), file(a, b, c), [['added', 'b']], 2],
    [
      'a removed cell, where it stood',
      file(a, b, c),
      file(a, cell('c', 'x')),
      [
        ['removed', 'b'],
        ['edited', 'c'],
      ],
      1,
    ],
    ['a moved cell', file(a, b, c), file(c, a, b), [['kept', 'c', 'moved']], 2],
    ['a cell moved and edited', file(a, b, c), file(cell('c', 'x'), a, b), [['edited', 'c', 'moved']], 2],
    ['a renamed cell', file(a, b), file(a, cell('z', 'two')), [['edited', 'z', 'b']], 1],
    ['an edited note', file('# One', a), file('# Two', a), [['edited', 'note_1']], 1],
    ['another kind', file(a), file(cell('a', 'one', 'vega')), [['edited', 'a']], 0],
  ])('say %s', (_about, before, after, cells, untouched) => {
    expect(changes(before, after)).toMatchObject({ cells, untouched });
  });

  it('say another title', () => {
    const titled = (title: string) => `---\ntitle: ${title}\n---\n${a}`;
    expect(changes(titled('Old'), titled('New'))).toEqual({
      title: { before: 'Old', after: 'New' },
      cells: [],
      untouched: 1,
    });
  });
});
