import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  deleteCell,
  EditRefused,
  freeName,
  insertCell,
  moveCell,
  type NotebookFile,
  parse,
  print,
  setBody,
  setOption,
  setTitle,
} from '../../../notebook/format/index.ts';
import { anyText, notebookText } from './arbitrary.ts';

const morning =
  '---\ntitle:  Morning   # kept\n---\n\n# Morning\n\n```ladder  zn span=4\ninstrument: ZNZ6\t\n```\n\nText.\n';
const edited = (edit: (file: NotebookFile) => NotebookFile, text = morning) => print(edit(parse(text)));

describe('each edit', () => {
  const cases: readonly [string, string, (file: NotebookFile) => NotebookFile, string][] = [
    ['sets a body', '```sql a\nx\n```\n', (file) => setBody(file, 'a', 'y\nz'), '```sql a\ny\nz\n```\n'],
    [
      'prints a changed header canonically',
      '````sql  a   policy=auto  every=1s\nx\n````\n',
      (file) => setBody(file, 'a', 'y'),
      '```sql a every=1s\ny\n```\n',
    ],
    [
      'lengthens the fence',
      '```sql a\nx\n```\n',
      (file) => setBody(file, 'a', '```\n````'),
      '`````sql a\n```\n````\n`````\n',
    ],
    ['empties a body', '```sql a\nx\n```', (file) => setBody(file, 'a', ''), '```sql a\n```\n'],
    [
      'keeps the line ends of the file',
      'p\r\n```sql a\r\nx\r\n```\r\n',
      (file) => setBody(file, 'a', 'y\nz'),
      'p\r\n```sql a\r\ny\r\nz\r\n```\r\n',
    ],
    ['closes an open cell', '```sql a\nx', (file) => setBody(file, 'a', 'y'), '```sql a\ny\n```\n'],
    ['sets prose', 'One.\n\n```sql a\n```\n', (file) => setBody(file, 'note_1', 'Two.\n\n'), 'Two.\n\n```sql a\n```\n'],
    [
      'closes a code block of prose',
      'One.\n```sql a\n```\n',
      (file) => setBody(file, 'note_1', '~~~~js\nx'),
      '~~~~js\nx\n~~~~\n```sql a\n```\n',
    ],
    [
      'takes away prose that was emptied',
      'One.\n\n```sql a\n```\n',
      (file) => setBody(file, 'note_1', ' \n'),
      '```sql a\n```\n',
    ],
    [
      'does not turn prose into front matter',
      'One.\n',
      (file) => setBody(file, 'note_1', '---\na: b\n---'),
      '\n---\na: b\n---\n',
    ],
    [
      'sets an option',
      '```sql  a  wide\nx\n```\n',
      (file) => setOption(file, 'a', 'span', '4'),
      '```sql a wide span=4\nx\n```\n',
    ],
    [
      'replaces an option',
      '```sql a span=4 span=5 x=y\n```\n',
      (file) => setOption(file, 'a', 'span', '6'),
      '```sql a span=6 x=y\n```\n',
    ],
    [
      'takes an option out',
      '````sql a span=4\nx\t\n````\n',
      (file) => setOption(file, 'a', 'span', null),
      '````sql a\nx\t\n````\n',
    ],
    [
      'leaves a default out',
      '```sql a policy=lazy\n```\n',
      (file) => setOption(file, 'a', 'policy', 'auto'),
      '```sql a\n```\n',
    ],
    [
      'inserts behind a cell',
      '```sql a\n```\n',
      (file) => insertCell(file, { kind: 'vega', id: 'b', body: '{}\n', after: 'a' }).file,
      '```sql a\n```\n\n```vega b\n{}\n```\n',
    ],
    [
      'inserts at the top',
      '---\ntitle: x\n---\nText.',
      (file) => insertCell(file, { kind: 'sql', body: 'x', after: null, options: { span: '4', policy: 'auto' } }).file,
      '---\ntitle: x\n---\n```sql sql span=4\nx\n```\n\nText.',
    ],
    [
      'inserts into nothing',
      '',
      (file) => insertCell(file, { kind: 'sql', body: 'x', after: null }).file,
      '```sql sql\nx\n```\n',
    ],
    [
      'inserts behind text without a last line end',
      'Text.',
      (file) => insertCell(file, { kind: 'sql', body: 'x', after: 'note_1' }).file,
      'Text.\n\n```sql sql\nx\n```\n',
    ],
    [
      'inserts behind an open fence',
      '```sql a\nx',
      (file) => insertCell(file, { kind: 'sql', body: 'x', after: 'a' }).file,
      '```sql a\nx\n```\n\n```sql sql\nx\n```\n',
    ],
    [
      'keeps notes apart',
      'One.\n',
      (file) => insertCell(file, { kind: 'note', body: 'Two.', after: 'note_1' }).file,
      'One.\n\n\nTwo.\n',
    ],
    [
      'moves down',
      '```sql a\n```\n\n```sql b\n```',
      (file) => moveCell(file, 'a', 1),
      '```sql b\n```\n\n```sql a\n```\n',
    ],
    [
      'moves up',
      'One.\n\n```sql a\n```\n\nTwo.\n',
      (file) => moveCell(file, 'note_2', -1),
      'One.\n\n\nTwo.\n\n```sql a\n```\n',
    ],
    ['stays at the end', morning, (file) => moveCell(file, 'note_2', 1), morning],
    ['deletes', 'One.\n\n```sql a\n```\n\nTwo.\n', (file) => deleteCell(file, 'a'), 'One.\n\n\nTwo.\n'],
    ['deletes the last', 'One.\n\n```sql a\n```\n', (file) => deleteCell(file, 'a'), 'One.\n'],
    [
      'sets a title',
      morning,
      (file) => setTitle(file, 'Evening'),
      morning.replace('title:  Morning   # kept', 'title: Evening'),
    ],
    [
      'quotes a title',
      '---\nvenue: paper\n---\nx',
      (file) => setTitle(file, 'ZN: "flat" '),
      '---\ntitle: "ZN: \\"flat\\""\nvenue: paper\n---\n\nx',
    ],
    ['adds front matter', '# Old\n', (file) => setTitle(file, 'New'), '---\ntitle: New\n---\n\n# Old\n'],
  ];
  test.each(cases)('%s', (_, text, edit, expected) => expect(edited(edit, text)).toBe(expected));

  test('that changes nothing gives the same file', () => {
    const file = parse(morning);
    expect(setBody(file, 'zn', file.blocks[1]!.body)).toBe(file);
    expect(setOption(file, 'zn', 'rows', null).blocks).toEqual(file.blocks);
    expect(setTitle(file, 'Morning')).toBe(file);
  });

  const refusals: readonly [string, (file: NotebookFile) => unknown, string][] = [
    ['a cell that is gone', (file) => setBody(file, 'tape', ''), 'There is no cell tape in this notebook any more.'],
    [
      'a name that is taken',
      (file) => insertCell(file, { kind: 'sql', id: 'zn', body: '', after: null }),
      'The name zn is taken in this notebook. Choose another one.',
    ],
    [
      'a name of prose',
      (file) => insertCell(file, { kind: 'sql', id: 'note_9', body: '', after: null }),
      'The name note_9 is taken in this notebook. Choose another one.',
    ],
    [
      'a bad name',
      (file) => insertCell(file, { kind: 'sql', id: 'a b', body: '', after: null }),
      'a b is no name for a cell: names begin with a small letter and hold small letters, digits and _.',
    ],
    ['an unknown option', (file) => setOption(file, 'zn', 'spam', '3'), 'There is no option spam; did you mean span?'],
    [
      'a value that does not fit',
      (file) => setOption(file, 'zn', 'every', '1 s'),
      'every=1 s: expected a duration such as 250ms, 1s, 5m or 1h, between 50ms and 24h.',
    ],
    [
      'options of prose',
      (file) => setOption(file, 'note_1', 'span', '3'),
      'Prose has no options. Write it as a note cell with a name to give it some.',
    ],
    [
      'a note without text',
      (file) => insertCell(file, { kind: 'note', body: ' ', after: null }),
      'A note needs some text.',
    ],
    ['an empty title', (file) => setTitle(file, ' \n'), 'A notebook needs a title.'],
  ];
  test.each(refusals)('is refused for %s', (_, edit, message) =>
    expect(() => edit(parse(morning))).toThrow(new EditRefused(message)),
  );

  test('names a new cell after its kind', () => {
    expect(['ladder', 'zn', 'x-y'].map((kind) => freeName(parse(morning), kind))).toEqual(['ladder', 'zn_2', 'x_y']);
  });
});

describe('prose keeps its id in a session', () => {
  const ids = (file: NotebookFile) => file.blocks.map((block) => block.id);
  const file = parse('One.\n\n```sql a\n```\n\nTwo.\n\n```sql b\n```\n\nThree.\n');
  const cases: readonly [string, NotebookFile, string[]][] = [
    ['when it is opened, by order', file, ['note_1', 'a', 'note_2', 'b', 'note_3']],
    [
      'when prose comes in before it',
      insertCell(file, { kind: 'note', body: 'Zero.', after: null }).file,
      ['note_4', 'note_1', 'a', 'note_2', 'b', 'note_3'],
    ],
    ['when prose before it goes', deleteCell(file, 'note_1'), ['a', 'note_2', 'b', 'note_3']],
    ['when it is edited', setBody(file, 'note_2', 'New.'), ['note_1', 'a', 'note_2', 'b', 'note_3']],
    ['when it moves', moveCell(file, 'note_3', -1), ['note_1', 'a', 'note_2', 'note_3', 'b']],
    [
      'when the file changes outside',
      parse('Zero.\n\n\nOne, edited.\n\n```sql a\n```\n\nTwo.\n', file),
      ['note_4', 'note_1', 'a', 'note_2'],
    ],
    [
      'when prose is split',
      setBody(file, 'note_2', 'Two.\n\n\nAnd a half.'),
      ['note_1', 'a', 'note_2', 'note_4', 'b', 'note_3'],
    ],
  ];
  test.each(cases)('%s', (_, after, expected) => expect(ids(after)).toEqual(expected));
});

type Command = (file: NotebookFile) => { file: NotebookFile; touched: string | undefined };

const at = (file: NotebookFile, index: number) => file.blocks[index % Math.max(1, file.blocks.length)]?.id;
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.tuple(fc.nat(30), notebookText).map(
    ([index, body]): Command =>
      (file) => {
        const id = at(file, index);
        return { file: id === undefined ? file : setBody(file, id, body), touched: id };
      },
  ),
  fc.tuple(fc.nat(30), fc.constantFrom('4', '5', null)).map(
    ([index, value]): Command =>
      (file) => {
        const block = file.blocks[index % Math.max(1, file.blocks.length)];
        return { file: block?.header ? setOption(file, block.id, 'span', value) : file, touched: block?.id };
      },
  ),
  fc.tuple(fc.nat(30), fc.constantFrom('note', 'sql'), notebookText).map(
    ([index, kind, body]): Command =>
      (file) => {
        const cell = { kind, body: `x\n${body}`, after: index % 3 === 0 ? null : (at(file, index) ?? null) };
        return { file: insertCell(file, cell).file, touched: undefined };
      },
  ),
  fc.tuple(fc.nat(30), fc.constantFrom(1 as const, -1 as const)).map(
    ([index, by]): Command =>
      (file) => {
        const id = at(file, index);
        return { file: id === undefined ? file : moveCell(file, id, by), touched: id };
      },
  ),
  fc.nat(30).map(
    (index): Command =>
      (file) => {
        const id = at(file, index);
        return { file: id === undefined ? file : deleteCell(file, id), touched: id };
      },
  ),
  fc.string().map(
    (title): Command =>
      (file) => ({ file: setTitle(file, `T${title}`), touched: undefined }),
  ),
);

/** A block's bytes, and what they may become when another block follows: a last line end, and an end of an open fence. */
const mayBe = ({ source, open }: NotebookFile['blocks'][number]) =>
  ['\n', '\r\n'].flatMap((end) => {
    const ended = source.endsWith('\n') ? source : source + end;
    return open === undefined ? [source, ended] : [source, ended + open + end];
  });

test('a carriage return at the end of the file is half of a line end', () => {
  const file = parse('\r\n`\n\r');
  const { file: after, id } = insertCell(file, { kind: 'note', body: 'new', after: 'note_1' });
  expect({ text: print(after), id }).toEqual({ text: '\r\n`\n\r\n\r\nnew\r\n', id: 'note_2' });
});

test('a fence whose line ends in half of a line end is open all the same', () => {
  const { file, id } = insertCell(parse('```\r'), { kind: 'note', body: 'new', after: 'note_1' });
  expect({ text: print(file), id }).toEqual({ text: '```\r\n```\n\n\nnew\n', id: 'note_2' });
});

describe('laws', () => {
  test('an edit touches no bytes but those of its block', () => {
    fc.assert(
      fc.property(anyText, fc.array(command, { minLength: 1, maxLength: 5 }), (text, commands) => {
        let file = parse(text);
        for (const run of commands) {
          const before = file;
          const { file: after, touched } = run(before);
          const sources = new Set(after.blocks.map((block) => block.source));
          const lost = before.blocks.filter(
            (block) => block.id !== touched && !mayBe(block).some((source) => sources.has(source)),
          );
          expect(lost).toEqual([]);
          file = after;
        }
      }),
      { numRuns: 600 },
    );
  });

  test('an edited file reads back as itself', () => {
    fc.assert(
      fc.property(anyText, fc.array(command, { minLength: 1, maxLength: 5 }), (text, commands) => {
        const file = commands.reduce((each, run) => run(each).file, parse(text));
        expect(parse(print(file), file)).toEqual(file);
        const fresh = parse(print(file));
        expect(fresh.blocks.map((block) => block.source)).toEqual(file.blocks.map((block) => block.source));
      }),
      { numRuns: 600 },
    );
  });

  test('a body is read back as it was set', () => {
    fc.assert(
      fc.property(anyText, fc.nat(30), anyText, (text, index, body) => {
        const file = parse(text);
        const cell = file.blocks.filter((block) => block.header)[index % 5];
        if (!cell) return;
        const after = setBody(file, cell.id, body);
        expect(after.blocks.find((block) => block.id === cell.id)?.body).toBe(body.replace(/\r\n?/g, '\n'));
      }),
      { numRuns: 600 },
    );
  });
});
