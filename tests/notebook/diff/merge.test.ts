import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merge } from '../../../notebook/diff/merge.ts';
import { mergeFiles } from '../../../notebook/diff/merge-files.ts';
import { parse, print } from '../../../notebook/format/index.ts';

const letters = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 10 });
const mergeLetters = (base: string[], ours: string[], theirs: string[]) => merge(base, ours, theirs, Object.is);

describe('a merge', () => {
  it('with a side that changed nothing is the other side', () => {
    fc.assert(
      fc.property(letters, letters, (base, side) => {
        expect([mergeLetters(base, side, base), mergeLetters(base, base, side)]).toEqual([side, side]);
      }),
    );
  });

  it('of two sides that did the same is that', () => {
    fc.assert(
      fc.property(letters, letters, (base, side) => {
        expect(mergeLetters(base, side, side)).toEqual(side);
      }),
    );
  });

  it('is the same whichever side is ours', () => {
    fc.assert(
      fc.property(letters, letters, letters, (base, a, b) => {
        expect(mergeLetters(base, a, b)).toEqual(mergeLetters(base, b, a));
      }),
    );
  });

  it.each<[string, string, string, string, string | undefined]>([
    ['changes of different places', 'abcd', 'xbcd', 'abcy', 'xbcy'],
    ['changes of neighbors', 'ab', 'xb', 'ay', 'xy'],
    ['a removal beside an addition', 'abc', 'ac', 'abyc', 'ayc'],
    ['changes of one place', 'abc', 'axc', 'ayc', undefined],
    ['additions at one place', 'ab', 'axb', 'ayb', undefined],
    ['a change of what was removed', 'abc', 'ac', 'axc', undefined],
  ])('takes or refuses %s', (_about, base, ours, theirs, expected) => {
    expect(mergeLetters([...base], [...ours], [...theirs])?.join('')).toBe(expected);
  });
});

const cell = (id: string, body: string): string => `\`\`\`sql ${id}\n${body}\n\`\`\`\n`;
const files = (...texts: string[]) => {
  const [base = '', ours = '', theirs = ''] = texts;
  const merged = mergeFiles(parse(base), parse(ours), parse(theirs));
  return merged && print(merged);
};

describe('a merge of notebooks', () => {
  const base = `# Text\n\n${cell('a', 'select 1')}\n${cell('b', 'select 2')}`;

  it('takes edits of different cells', () => {
    expect(files(base, base.replace('1', '10'), base.replace('2', '20'))).toBe(
      base.replace('1', '10').replace('2', '20'),
    );
  });

  it('takes a cell back that somebody else has put another one behind', () => {
    const added = `${base}\n${cell('c', 'select 3')}`;
    const both = `${added}\n${cell('d', 'select 4')}`;
    expect(files(added, base, both)).toBe(`${base}\n${cell('d', 'select 4')}`);
  });

  it('refuses two edits of one cell and two titles', () => {
    expect(files(base, base.replace('1', '10'), base.replace('1', '11'))).toBeUndefined();
    const [one, two, three] = ['One', 'Two', 'Three'].map((title) => `---\ntitle: ${title}\n---\n`) as [
      string,
      string,
      string,
    ];
    expect([files(one, two, three), files(one, two, one)]).toEqual([undefined, two]);
  });

  it('keeps two notes apart when what stood between them goes', () => {
    const between = `One\n\n${cell('a', 'select 1')}\nTwo\n`;
    expect(files(between, 'One\n\n\nTwo\n', between)).toBe('One\n\n\nTwo\n');
  });
});
