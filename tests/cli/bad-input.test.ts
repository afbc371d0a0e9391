import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPlace, type Place } from './command.ts';
import { command as deskbook } from './resident.ts';

let place: Place;

const header = 'instrument,side,quantity,price';

const files: Readonly<Record<string, string | Buffer>> = {
  'empty.csv': '',
  'other.csv': 'a,b\n1,2\n',
  'short.csv': `${header}\nZN,B,1\n`,
  'open-quote.csv': `${header}\nZN,B,"1,110\n`,
  'bytes.csv': Buffer.from([0xff, 0xfe, 0x00, 0xd8]),
  'none.csv': `${header}\nZN,B,0,110\n`,
  'negative.csv': `${header}\nZN,B,-5,110\n`,
  'nan.csv': `${header}\nZN,B,NaN,110\n`,
  'huge.csv': `${header}\nZN,B,99999999999999999999,110\n`,
  'huge-amount.csv': `${header}\nZN,B,9007199254740991,110\nZN,S,9007199254740991,111\n`,
  'price.csv': `${header}\nZN,B,1,1e400\n`,
  'unknown.csv': `${header}\nZM6N,B,1,110\n`,
  'one.csv': `\uFEFF${header}\r\nZN,B,1,110.1\r\n`,
  'pnl.csv': '\uFEFFpnl\r\n10\r\n-5\r\n',
  'pnl-nan.csv': 'pnl\n10\nNaN\n',
  'pnl-twice.csv': 'pnl,PnL\n1,2\n',
  'return.csv': 'return\n0.1\n-2\n',
  'empty.json': '',
  'word.json': 'no\npe\n',
  'object.json': '{}',
  'none.json': '[]',
};

beforeAll(async () => {
  place = await newPlace();
  await mkdir(path.join(place.folder, 'folder'));
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(place.folder, name), content);
});
afterAll(() => place.remove());

const spot = ['--spot', "110'085"];

describe('what is refused prints one sentence and nothing else', () => {
  it.each<[command: string, code: 1 | 2, sentence: string]>([
    ['pnl empty.csv', 1, 'empty.csv is empty: it needs a header row.'],
    ['pnl other.csv', 1, 'other.csv is of no format that the record takes: its columns are a, b.'],
    ['pnl short.csv', 1, 'row 2: has 3 fields where the header has 4'],
    ['pnl open-quote.csv', 1, 'open-quote.csv is not readable as CSV: '],
    ['pnl bytes.csv', 1, 'bytes.csv is no text in UTF-8: save it as CSV UTF-8.'],
    ['pnl none.csv', 1, 'row 2, quantity "0": is no quantity: a fill is of one contract or more'],
    ['pnl negative.csv', 1, 'row 2, quantity "-5": is negative although the side has a column of its own'],
    ['pnl nan.csv', 1, 'row 2, quantity "NaN": is no number of contracts'],
    ['pnl huge.csv', 1, 'row 2, quantity "99999999999999999999": is no whole number of contracts'],
    ['pnl huge-amount.csv', 1, 'is too large to be held exactly.'],
    ['pnl price.csv', 1, 'row 2, price "1e400": expected a decimal number at character 2 of "1e400"'],
    ['pnl unknown.csv', 1, 'row 2, instrument "ZM6N": There is no instrument "ZM6N".'],
    ['pnl folder', 1, 'folder cannot be read: it is a folder.'],
    ['pnl absent.csv', 1, 'absent.csv cannot be read: there is no such file.'],
    ['pnl one.csv --method best', 2, 'Allowed choices are fifo, lifo, average, highest.'],
    ['pnl one.csv --mark NaN', 1, '--mark NaN: expected a decimal number at character 1 of "NaN".'],
    ['pnl', 2, "missing required argument 'file'"],
    ['price NaN', 1, 'expected a decimal number at character 1 of "NaN".'],
    ['price 99999999999999999999', 1, '99999999999999999999 is too large to be held exactly.'],
    ['price 110 --instrument ZZN', 1, 'There is no instrument "ZZN". Did you mean '],
    ['price 110 --to best', 2, 'There is no price style "best": there are decimal, '],
    ['symbol QQQQ', 1, '"QQQQ" is no symbol that is known here.'],
    ['symbol ZN --to best', 2, 'There is no symbology "best".'],
    ['ladder empty.json', 1, 'empty.json is no JSON: Unexpected end of JSON input.'],
    ['ladder word.json', 1, 'word.json is no JSON: Unexpected token '],
    ['ladder object.json', 1, 'Orders are an array, or an object whose "orders" is one.'],
    ['ladder folder', 1, 'folder cannot be read: it is a folder.'],
    ['ladder none.json --instrument QQ', 1, '--instrument: There is no instrument "QQ". Did you mean NQ or ZQ?\n'],
    ['ladder none.json --base 1.5@110', 2, '--base takes QTY@PRICE such as '],
    ['ladder none.json --base-pnl NaN', 1, '--base-pnl: expected a decimal number at character 1 of "NaN".'],
    ['statistics empty.csv', 1, 'empty.csv is empty: it needs a header row.'],
    ['statistics other.csv', 1, 'other.csv has no column of amounts (pnl, profit, realized, net) or returns (return)'],
    ['statistics pnl-nan.csv', 1, 'row 3, pnl "NaN": is no amount: write -1234.50'],
    ['statistics return.csv', 1, 'row 3, return "-2": is a loss of more than everything'],
    ['statistics pnl-twice.csv', 1, 'pnl-twice.csv has more than one column pnl: keep one, or rename the others.'],
    ['statistics folder', 1, 'folder cannot be read: it is a folder.'],
    ['statistics pnl.csv --starting-equity -5', 2, '--starting-equity is an amount above zero, as 100000; got "-5".'],
    ['import empty.csv', 1, 'empty.csv is empty: it needs a header row.'],
    ['import other.csv', 1, 'other.csv is of no format that the record takes: its columns are a, b.'],
    ['import folder', 1, 'folder is no file. Import one .csv or .csv.gz file at a time.'],
    ['import bars --as x', 2, "missing required argument 'file': import bars FILE --as x"],
    ['import bars', 1, 'There is no file bars. Rows for SQL come with a file and a name: import bars FILE --as NAME.'],
  ])('%s', async (command, code, sentence) => {
    const args = command.startsWith('ladder') ? [...command.split(' '), ...spot] : command.split(' ');
    const outcome = await deskbook(place, [...args, '--json']);
    expect({ code: outcome.code, stdout: outcome.stdout }).toEqual({ code, stdout: '' });
    expect(outcome.stderr).toContain(sentence);
    expect(outcome.stderr).not.toContain('    at ');
  });
});

describe('what editors and systems write beside the text is no part of it', () => {
  it.each([
    ['fills', ['pnl', 'one.csv']],
    ['outcomes', ['statistics', 'pnl.csv']],
  ])('%s with a byte order mark and CRLF', async (_, args) => {
    const { code, stderr } = await deskbook(place, [...args, '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('reads orders with a byte order mark and CRLF', async () => {
    const orders = '\uFEFF[{"side": "buy", "quantity": 2, "price": "110\'080"}]\r\n';
    await writeFile(path.join(place.folder, 'marked.json'), orders);
    const { code, stdout, stderr } = await deskbook(place, ['ladder', 'marked.json', ...spot, '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ text: "110'080", buy: 2, position: 2 }));
  });

  it('keeps a fill off the grid exactly', async () => {
    const { stdout } = await deskbook(place, ['pnl', 'one.csv', '--mark', '110.1', '--json']);
    expect(JSON.parse(stdout)).toEqual([
      { instrument: 'ZN', realized: 0, unrealized: 0, position: 1, open: [{ quantity: 1, price: 110.1 }], matches: [] },
    ]);
  });
});
