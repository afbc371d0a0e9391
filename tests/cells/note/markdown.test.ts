import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMarkdown } from '../../../cells/note/markdown.ts';
import { type Block, type Inline, value } from '../../../cells/note/schema.ts';

const text = (words: string): Inline => ({ type: 'text', text: words });
const paragraph = (...children: Inline[]): Block => ({ type: 'paragraph', children });
const line = (...children: Inline[]): Block => ({ type: 'line', children });

describe('markdown becomes a tree', () => {
  const cases: readonly [string, string, Block[]][] = [
    ['nothing', '', []],
    [
      'a heading and a paragraph',
      '# P&L\n\nSome *text*, **bold** ~~gone~~ `x<y`.',
      [
        { type: 'heading', depth: 1, anchor: 'h-p-l', children: [text('P&L')] },
        paragraph(
          text('Some '),
          { type: 'emphasis', children: [text('text')] },
          text(', '),
          { type: 'strong', children: [text('bold')] },
          text(' '),
          { type: 'deleted', children: [text('gone')] },
          text(' '),
          { type: 'code', text: 'x<y' },
          text('.'),
        ),
      ],
    ],
    [
      'headings of one name have anchors of their own',
      '## A\n## A',
      [
        { type: 'heading', depth: 2, anchor: 'h-a', children: [text('A')] },
        { type: 'heading', depth: 2, anchor: 'h-a-2', children: [text('A')] },
      ],
    ],
    [
      'values of cells',
      '{zn.last} and {day} in **{a.b.c}**',
      [
        paragraph({ type: 'value', name: 'zn.last' }, text(' and '), { type: 'value', name: 'day' }, text(' in '), {
          type: 'strong',
          children: [{ type: 'value', name: 'a.b.c' }],
        }),
      ],
    ],
    [
      'braces that are no value',
      '{Zn} {1} {} {a b} \\{day} `{day}`',
      [paragraph(text('{Zn} {1} {} {a b} '), text('{'), text('day} '), { type: 'code', text: '{day}' })],
    ],
    [
      'a list in a list',
      '- a\n  1. b\n- [x] c\n- [ ] d',
      [
        {
          type: 'list',
          start: null,
          items: [
            { children: [line(text('a')), { type: 'list', start: 1, items: [{ children: [line(text('b'))] }] }] },
            { task: 'done', children: [line(text('c'))] },
            { task: 'open', children: [line(text('d'))] },
          ],
        },
      ],
    ],
    [
      'a table',
      '|a|b|\n|:-:|-:|\n|1|{x.y}|',
      [
        {
          type: 'table',
          align: ['center', 'right'],
          header: [[text('a')], [text('b')]],
          rows: [[[text('1')], [{ type: 'value', name: 'x.y' }]]],
        },
      ],
    ],
    [
      'code, a quote and a rule',
      '```js x\na <b>\n```\n\n> q\n\n---',
      [
        { type: 'code', language: 'js', text: 'a <b>' },
        { type: 'quote', children: [paragraph(text('q'))] },
        { type: 'rule' },
      ],
    ],
    ['a hard break', 'a  \nb', [paragraph(text('a'), { type: 'break' }, text('b'))]],
    ['character references', 'a &amp; b &#8364; &nope; &#xD800;', [paragraph(text('a & b € &nope; \ufffd'))]],
    [
      'raw HTML is text',
      '<script>alert(1)</script>\n\nx <b onclick="y">z</b> <!-- hidden -->',
      [
        paragraph(text('<script>alert(1)</script>')),
        paragraph(text('x '), text('<b onclick="y">'), text('z'), text('</b>'), text(' ')),
      ],
    ],
    [
      'an image is a link to it',
      '![alt](https://example.com/a.png) ![](b.png)',
      [
        paragraph({ type: 'link', href: 'https://example.com/a.png', children: [text('alt')] }, text(' '), {
          type: 'link',
          href: 'b.png',
          children: [text('b.png')],
        }),
      ],
    ],
    [
      'a link that could run is its text',
      '[x](javascript:alert(1)) ![y](data:text/html,z)',
      [paragraph(text('x'), text(' '), text('y'))],
    ],
  ];
  test.each(cases)('%s', (_, markdown, expected) => expect(readMarkdown(markdown)).toEqual(expected));

  test('whatever the text, the tree fits its schema and links lead only where they may', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom(
        '[a](',
        ')',
        '<a href="',
        'javascript:',
        'JAVA\tSCRIPT:',
        'data:',
        '//host',
        '![',
        '](',
        '\n',
        '\n\n',
        '> ',
        '- ',
        '|',
        '&colon;',
        '&#x6a;',
        '<',
        '>',
        'http://x',
        '#',
        '```',
        '{a.b}',
        '\u0001',
      ),
    );
    const hrefs = (node: unknown): string[] => {
      if (Array.isArray(node)) return node.flatMap(hrefs);
      if (node === null || typeof node !== 'object') return [];
      const own = 'href' in node && typeof node.href === 'string' ? [node.href] : [];
      return [...own, ...Object.values(node).flatMap(hrefs)];
    };
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const blocks = readMarkdown(pieces.join(''));
        expect(value.parse({ blocks })).toEqual({ blocks });
        for (const href of hrefs(blocks)) {
          const { protocol, host } = new URL(href, 'http://desk.invalid/');
          expect(['http:', 'https:', 'mailto:']).toContain(protocol);
          if (host !== 'desk.invalid' && protocol !== 'mailto:') expect(href).toMatch(/^https?:/i);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
