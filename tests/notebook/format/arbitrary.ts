import fc from 'fast-check';

const line = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('', '', '', ' ', '\t', 'Some text.', '# Heading', '    indented', '- item', '{zn.last}'),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '```sql fills',
      '```sql chart every=1s',
      '```vega chart',
      '```nope Bad-Name',
      '```ladder zn span=4  rows=3',
      '```input note_1',
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '```',
      '````',
      '~~~',
      '~~~sql x',
      '```js',
      ' ```sql x',
      '```` sql y evry=1s =',
      '``` ```',
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom('---', 'title: Morning', 'select 1', '\uFEFF---', 'a\rb') },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }).map((text) => text.replace(/\n/g, ' ')) },
);
const end = fc.constantFrom('\n', '\n', '\n', '\r\n');

/** Text that is nearly a notebook: every kind of line in every order, mixed line ends, often without a last one. */
export const notebookText = fc
  .tuple(fc.array(fc.tuple(line, end), { maxLength: 24 }), fc.boolean())
  .map(([lines, ended]) => {
    const text = lines.map(([body, lineEnd]) => body + lineEnd).join('');
    return ended ? text : text.replace(/\r?\n$/, '');
  });

export const anyText = fc.oneof(
  notebookText,
  fc.string({ maxLength: 200, unit: 'binary' }),
  fc.string({ maxLength: 60, unit: fc.constantFrom('`', '~', '\n', ' ', 'a', '=', '\r', '-', '"') }),
);
